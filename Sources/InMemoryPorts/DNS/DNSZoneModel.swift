import Domain
import Ports

/// A zone as its primary keeps it, by the rules that a dynamic update has to keep (DESIGN 3.4; RFC 2136).
///
/// A pure value: a simulator puts its own network, delays and losses around it. What a provider must never be asked is
/// rejected, and what no longer stands as it was read is refused, with nothing written.
package struct DNSZoneModel: Hashable, Sendable {
    package let name: DNSName
    private var sets: [SetName: RecordSet] = [:]
    /// The texts of the records `_holdfast.NAME`, by that name.
    private var tokens: [DNSName: String] = [:]

    private struct SetName: Hashable {
        var owner: DNSName
        var type: DNSRecordType
    }

    private struct RecordSet: Hashable {
        /// Canonical and sorted.
        var values: [String]
        var ttl: Duration
    }

    package init(_ name: DNSName) { self.name = name }

    // MARK: What somebody does by hand

    /// Puts a record set there, or takes it away with no values. Values that are none are left out.
    package mutating func put(_ values: [String], at key: DNSRecordKey, ttl: Duration = .seconds(300)) {
        guard let owner = DNSName(key.name) else { return }
        let canonical = Set(values.compactMap(key.type.canonical)).sorted()
        sets[SetName(owner: owner, type: key.type)] = canonical.isEmpty ? nil : RecordSet(values: canonical, ttl: ttl)
    }

    /// Puts a token beside the records of a name, or takes it away.
    package mutating func putToken(_ text: String?, beside name: String) {
        guard let token = DNSName(name)?.tokenName else { return }
        tokens[token] = text
    }

    /// What stands there now, canonical and sorted.
    package func values(of key: DNSRecordKey) -> [String] {
        DNSName(key.name).flatMap { sets[SetName(owner: $0, type: key.type)] }?.values ?? []
    }

    /// The token beside the records of a name.
    package func token(beside name: String) -> String? { DNSName(name)?.tokenName.flatMap { tokens[$0] } }
}

// MARK: - What a provider does

extension DNSZoneModel {
    /// See ``DNSProvider/read(_:)``.
    package func read(_ records: [DNSRecordKey]) throws(PortError) -> [DNSRecordSnapshot] {
        var snapshots: [DNSRecordSnapshot] = []
        for record in records { snapshots.append(try snapshot(of: record)) }
        return snapshots
    }

    /// See ``DNSProvider/replace(_:)``. All of it, or nothing.
    package mutating func replace(_ changes: [DNSChange]) throws(PortError) {
        let orders = try orders(for: changes)
        for order in orders { try require(order) }
        for order in orders {
            sets[order.set] = order.wanted
            tokens[order.tokenName] = order.token
        }
    }

    private func snapshot(of key: DNSRecordKey) throws(PortError) -> DNSRecordSnapshot {
        let (owner, tokenName) = try place(of: key)
        if key.type != .cname, sets[SetName(owner: owner, type: .cname)] != nil {
            throw PortError(.rejected, "\(owner) is a CNAME, not what the plan says")
        }
        let set = sets[SetName(owner: owner, type: key.type)]
        return DNSRecordSnapshot(key: key, values: set?.values ?? [], ttl: set?.ttl, token: tokens[tokenName])
    }

    private func place(of key: DNSRecordKey) throws(PortError) -> (owner: DNSName, tokenName: DNSName) {
        guard let owner = DNSName(key.name), let tokenName = owner.tokenName, owner.isWithin(name) else {
            throw PortError(.rejected, "\(key.name) is not a name that can be managed in zone \(name)")
        }
        return (owner, tokenName)
    }

    /// A change that may be sent.
    private struct Order {
        var set: SetName
        var tokenName: DNSName
        var expected: [String]
        var expectedToken: String?
        var wanted: RecordSet
        var token: String
    }

    private func orders(for changes: [DNSChange]) throws(PortError) -> [Order] {
        guard !changes.isEmpty else { throw PortError(.rejected, "an update of \(name) without changes is refused") }
        var orders: [Order] = []
        for change in changes {
            let order = try order(for: change)
            try requireCompatible(order, with: orders)
            orders.append(order)
        }
        return orders
    }

    private func order(for change: DNSChange) throws(PortError) -> Order {
        let key = change.expected.key
        let (owner, tokenName) = try place(of: key)
        let wanted = try canonical(change.values, of: key)
        guard !wanted.isEmpty, key.type != .cname || wanted.count == 1 else {
            throw PortError(.rejected, "\(key) cannot have \(wanted.count) values")
        }
        guard change.ttl.components.attoseconds == 0, Int32(exactly: change.ttl.components.seconds) ?? -1 >= 0 else {
            throw PortError(.rejected, "\(key) cannot have the TTL \(change.ttl.text)")
        }
        return Order(
            set: SetName(owner: owner, type: key.type),
            tokenName: tokenName,
            expected: try canonical(change.expected.values, of: key),
            expectedToken: change.expected.token,
            wanted: RecordSet(values: wanted, ttl: change.ttl),
            token: change.token.description
        )
    }

    private func canonical(_ values: [String], of key: DNSRecordKey) throws(PortError) -> [String] {
        let canonical = values.map(key.type.canonical)
        guard !canonical.contains(nil) else { throw PortError(.rejected, "\(key) cannot have one of \(values)") }
        return Set(canonical.compactMap(\.self)).sorted()
    }

    /// One message names a record set once, gives a name one token, and never an alias beside other records.
    private func requireCompatible(_ order: Order, with others: [Order]) throws(PortError) {
        for other in others where other.set.owner == order.set.owner {
            guard other.set.type != order.set.type, ![other.set.type, order.set.type].contains(.cname) else {
                throw PortError(
                    .rejected,
                    "\(order.set.owner) stands twice in one update, or as an alias beside records"
                )
            }
            guard (other.token, other.expectedToken) == (order.token, order.expectedToken) else {
                throw PortError(.rejected, "the records of \(order.set.owner) must have one token, old and new")
            }
        }
    }

    private func require(_ order: Order) throws(PortError) {
        let stands = sets[order.set]?.values ?? []
        let hinders = DNSRecordType.allCases.contains { type in
            let isOther = type != order.set.type && (type == .cname || order.set.type == .cname)
            return isOther && sets[SetName(owner: order.set.owner, type: type)] != nil
        }
        guard stands == order.expected, !hinders, tokens[order.tokenName] == order.expectedToken else {
            throw PortError(.conditionFailed, "a record or token of \(order.set.owner) is no longer what was read")
        }
    }
}
