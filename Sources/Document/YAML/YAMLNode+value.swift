extension YAMLNode {
    /// This node as a plain value by YAML 1.2's core schema (`true`, `null`, `~`, integers, floats; everything quoted is text).
    ///
    /// - Source: YAML 1.2.2 section 10.3.2; so `no` and `yes` are text, `0123` is 123, `0o17` is 15.
    /// - Shape: keys are their text; of a repeated key the last value counts; callers that mind check `duplicates`. An integer beyond Int64 and a number beyond Double are the string of their text.
    package var value: Value {
        switch content {
        case .scalar(let text, quoted: true): .string(text)
        case .scalar(let text, quoted: false): CoreSchema.value(of: text)
        case .sequence(let nodes): .array(nodes.map(\.value))
        case .mapping(let pairs): .object(Object(pairs.lazy.map { ($0.key.text ?? "", $0.value.value) }))
        }
    }
}
