/// One record set to be written anew, together with its token.
package struct DNSChange: Hashable, Sendable {
    /// What must stand now, exactly.
    package var expected: DNSRecordSnapshot
    /// Never empty.
    package var values: [String]
    package var ttl: Duration
    package var token: DNSToken

    package init(expected: DNSRecordSnapshot, values: [String], ttl: Duration, token: DNSToken) {
        self.expected = expected
        self.values = values
        self.ttl = ttl
        self.token = token
    }
}
