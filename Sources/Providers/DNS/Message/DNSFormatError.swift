/// Bytes that are not a DNS message, or a value that does not fit into one.
package struct DNSFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
