/// A record set and its token as they stand.
package struct DNSRecordSnapshot: Hashable, Sendable {
    package var key: DNSRecordKey
    /// Values in canonical form, sorted; empty if there is no such record set.
    package var values: [String]
    package var ttl: Duration?
    /// The text of `_holdfast.NAME`; `nil` if there is none.
    package var token: String?

    package init(key: DNSRecordKey, values: [String], ttl: Duration?, token: String?) {
        self.key = key
        self.values = values
        self.ttl = ttl
        self.token = token
    }
}
