import Domain
import Ports

/// A record set of one zone as the wire names it, with its token beside it.
struct DNSRecordSetID: Hashable, CustomStringConvertible {
    let name: DNSName
    let tokenName: DNSName
    private let kind: DNSRecordType

    /// - Throws: ``PortError`` `.rejected` for what is not a name in the zone.
    init(_ key: DNSRecordKey, in zone: DNSName) throws(PortError) {
        guard let name = DNSName(key.name), let tokenName = name.tokenName else {
            throw PortError(.rejected, "\(key.name) is not a name that can be managed in DNS; correct the plan")
        }
        guard name.isWithin(zone) else {
            throw PortError(.rejected, "\(key.name) is not in zone \(zone); put it into a DNS group of its own zone")
        }
        self.name = name
        self.tokenName = tokenName
        kind = key.type
    }

    var description: String { "\(name) \(kind.rawValue)" }

    var type: DNSTypeCode {
        switch kind {
        case .a: .a
        case .aaaa: .aaaa
        case .cname: .cname
        }
    }

    /// The values as they are sent, each once.
    func data(of values: [String]) throws(PortError) -> [DNSRecordData] {
        var data: [DNSRecordData] = []
        for value in values {
            guard let one = self.data(of: value) else {
                throw PortError(.rejected, "\(self) cannot have the value \(value); correct the plan")
            }
            if !data.contains(one) { data.append(one) }
        }
        return data
    }

    private func data(of value: String) -> DNSRecordData? {
        guard let canonical = kind.canonical(value) else { return nil }
        switch kind {
        case .a, .aaaa: return InternetAddress(canonical).map(DNSRecordData.address)
        case .cname: return DNSName(canonical).map(DNSRecordData.alias)
        }
    }
}
