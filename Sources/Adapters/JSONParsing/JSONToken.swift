/// One step through a JSON document in prefix order.
///
/// - Shape: `array(count)` is followed by that many values, `object(count:)` by that many pairs of a `key` and a value.
package enum JSONToken: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    /// A string, decoded; also a number too large for an integer or a double, as its text.
    case string(String)
    case array(count: Int)
    /// `repeats` tells whether a key stands in it more than once.
    case object(count: Int, repeats: Bool)
    case key(String)
}
