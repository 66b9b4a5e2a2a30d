/// DNS records of one zone that move together, in one message.
package struct DNSGroup: Hashable, Codable, Sendable {
    package var id: DNSGroupID
    /// The kind of provider: `rfc2136`.
    package var uses: String
    /// What the provider needs to know: server, zone, key file, authoritative servers.
    package var with: Parameters
    package var records: [DNSRecordPlan]

    package init(id: DNSGroupID, uses: String, with parameters: Parameters, records: [DNSRecordPlan]) {
        self.id = id
        self.uses = uses
        with = parameters
        self.records = records
    }
}

/// One record set and what it says while each region is active.
package struct DNSRecordPlan: Hashable, Codable, Sendable {
    /// A fully qualified name, with or without the final dot.
    package var name: String
    package var type: DNSRecordType
    package var ttl: Duration
    /// The values of the record set while the region is active; never empty.
    package var values: [RegionID: [String]]

    package init(name: String, type: DNSRecordType, ttl: Duration, values: [RegionID: [String]]) {
        self.name = name
        self.type = type
        self.ttl = ttl
        self.values = values
    }
}

/// The types of records that a failover can move.
package enum DNSRecordType: String, Hashable, Codable, Sendable, CaseIterable {
    case a = "A"
    case aaaa = "AAAA"
    case cname = "CNAME"
}
