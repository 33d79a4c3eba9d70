/// A request that no handler saw, because its head was refused.
package struct HTTPRefusal: Sendable {
    package let status: Int
    /// As they stood on the request line; any bytes, read as UTF-8 as far as they are.
    package let method: String
    package let target: String
    package let peer: String
}
