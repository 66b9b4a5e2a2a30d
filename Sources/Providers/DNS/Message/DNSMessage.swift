import Domain

/// A DNS message (RFC 1035, 4). In an update the sections mean zone, prerequisites, updates and additional (RFC 2136, 2).
package struct DNSMessage: Hashable, Sendable {
    package var id: UInt16
    package var isResponse = false
    package var opcode: DNSOpcode
    package var isAuthoritative = false
    package var isTruncated = false
    package var recursionDesired = false
    package var responseCode = DNSResponseCode.noError
    package var questions: [DNSQuestion]
    package var answers: [DNSRecord] = []
    package var authorities: [DNSRecord] = []
    package var additionals: [DNSRecord] = []

    package init(id: UInt16, opcode: DNSOpcode, questions: [DNSQuestion]) {
        self.id = id
        self.opcode = opcode
        self.questions = questions
    }

    /// The longest message there can be: its length goes before it in 16 bits (RFC 1035, 4.2.2).
    package static let longest = 65_535
}

extension DNSMessage {
    /// The conditions of an update.
    package var prerequisites: [DNSRecord] {
        get { answers }
        set { answers = newValue }
    }

    /// What an update changes.
    package var updates: [DNSRecord] {
        get { authorities }
        set { authorities = newValue }
    }
}
