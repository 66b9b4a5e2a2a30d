/// An answer that belongs to its request.
package struct DNSReply: Hashable, Sendable {
    package let message: DNSMessage
    /// The answer's signature record, also where the server put no code into it.
    package let signature: TSIGRecord?
    /// Whether the server proved that it knows the key.
    package let isSigned: Bool
}
