/// Which record set is meant.
package struct DNSRecordKey: Hashable, Sendable {
    package var name: String
    package var type: DNSRecordType

    package init(name: String, type: DNSRecordType) {
        self.name = name
        self.type = type
    }
}

extension DNSRecordKey: CustomStringConvertible {
    package var description: String { "\(name) \(type.rawValue)" }
}
