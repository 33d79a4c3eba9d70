extension Value {
    /// This value as a YAML document that reads back as the same value.
    ///
    /// - Shape: block style, two spaces, members in their order, a final line break; text is plain only where YAML 1.1 and 1.2 both read it as text, else double-quoted with escapes; what is nested deeper than 32 levels stands in one line. Infinities and NaN are `.inf`, `-.inf` and `.nan`.
    package func yaml() -> [UInt8] {
        var writer = YAMLWriter()
        writer.writeDocument(self)
        return writer.bytes
    }
}
