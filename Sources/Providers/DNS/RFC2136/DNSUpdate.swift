import Domain
import Ports

/// One update message under the fencing token: exact old records and tokens as conditions, then all of them anew
/// (DESIGN 3.4; RFC 2136, 2.4 and 2.5).
package struct DNSUpdate: Hashable, Sendable {
    package let zone: DNSName
    package private(set) var prerequisites: [DNSRecord] = []
    package private(set) var updates: [DNSRecord] = []

    /// - Throws: ``PortError`` `.rejected` for what must not be sent: no values, a name outside the zone, one record twice.
    package init(of changes: [DNSChange], in zone: DNSName) throws(PortError) {
        self.zone = zone
        guard !changes.isEmpty else { throw PortError(.rejected, "a DNS update of \(zone) without changes is refused") }
        var ids: [DNSRecordSetID] = []
        for change in changes {
            let id = try DNSRecordSetID(change.expected.key, in: zone)
            guard !ids.contains(id) else {
                throw PortError(.rejected, "\(id) stands twice in one DNS update; name it once in the plan")
            }
            guard !ids.contains(where: { $0.name == id.name && [$0.type, id.type].contains(.cname) }) else {
                throw PortError(.rejected, "\(id.name) cannot be an alias and have other records; correct the plan")
            }
            ids.append(id)
            try append(change, to: id)
        }
        for (name, sharing) in Dictionary(grouping: zip(ids, changes), by: \.0.tokenName).sorted(by: {
            $0.key.description < $1.key.description
        }) {
            try appendToken(named: name, of: sharing.map(\.1))
        }
    }

    private mutating func append(_ change: DNSChange, to id: DNSRecordSetID) throws(PortError) {
        let ttl = try Self.seconds(change.ttl, of: id.name)
        let values = try id.data(of: change.values)
        guard !values.isEmpty else { throw PortError(.rejected, "\(id) would be left without values; this is refused") }
        guard id.type != .cname || values.count == 1 else {
            throw PortError(.rejected, "\(id) can have one value only, not \(values.count)")
        }
        requireExactly(try id.data(of: change.expected.values), id.name, id.type)
        replace(id.name, id.type, with: values, ttl: ttl)
    }

    /// The record sets of one name share its token.
    private mutating func appendToken(named name: DNSName, of changes: [DNSChange]) throws(PortError) {
        guard let first = changes.first else { return }
        guard changes.allSatisfy({ $0.token == first.token && $0.expected.token == first.expected.token }) else {
            throw PortError(.rejected, "the records beside \(name) must have one token, old and new, in a DNS update")
        }
        let ttl = try Self.seconds(changes.map(\.ttl).min() ?? first.ttl, of: name)
        requireExactly(
            first.expected.token.map { DNSTokenText(text: $0).strings.map(DNSRecordData.text) } ?? [],
            name,
            .txt
        )
        replace(name, .txt, with: [.text([Array(first.token.description.utf8)])], ttl: ttl)
    }

    /// The whole set must be exactly this. Where nothing is, an alias must not be either, because a server passes silently
    /// over records beside an alias (RFC 2136, 3.4.2.2), and the rest of the message would be done without them.
    private mutating func requireExactly(_ values: [DNSRecordData], _ name: DNSName, _ type: DNSTypeCode) {
        prerequisites += values.map {
            DNSRecord(name: name, type: type, recordClass: .internet, ttl: 0, data: $0)
        }
        guard values.isEmpty else { return }
        for absent in type == .cname ? [.any] : [type, .cname] {
            prerequisites.append(DNSRecord(name: name, type: absent, recordClass: .none, ttl: 0, data: .empty))
        }
    }

    private mutating func replace(_ name: DNSName, _ type: DNSTypeCode, with values: [DNSRecordData], ttl: UInt32) {
        updates.append(DNSRecord(name: name, type: type, recordClass: .any, ttl: 0, data: .empty))
        updates += values.map { DNSRecord(name: name, type: type, recordClass: .internet, ttl: ttl, data: $0) }
    }

    /// A TTL as it is sent: whole seconds, 31 bits (RFC 2181, 8).
    private static func seconds(_ ttl: Duration, of name: DNSName) throws(PortError) -> UInt32 {
        guard ttl.components.attoseconds == 0, let seconds = Int32(exactly: ttl.components.seconds), seconds >= 0 else {
            throw PortError(.rejected, "\(name) cannot have the TTL \(ttl.text); it must be whole seconds")
        }
        return UInt32(seconds)
    }
}
