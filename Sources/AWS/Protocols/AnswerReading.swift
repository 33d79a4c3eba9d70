/// How answers become values.
package struct AnswerReading: Sendable, Hashable {
    /// Members that the model does not know are kept under the names that they have on the wire.
    var keepsUnknown = true
    /// Members that hold secrets come as `(withheld)`.
    var withholds = true

    /// What stands in the place of a secret.
    package static let withheld = "(withheld)"
    /// For kinds: nothing is lost but secrets.
    package static let complete = AnswerReading()
    /// For people who ask by the model's words: what the model knows, but no secrets.
    package static let printed = AnswerReading(keepsUnknown: false)
    /// What botocore's parsers give.
    static let modelled = AnswerReading(keepsUnknown: false, withholds: false)
}
