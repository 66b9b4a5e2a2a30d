/// What a record set shall say.
package struct DNSWantedRecord: Hashable, Sendable {
    package var key: DNSRecordKey
    /// As the plan writes them, in any spelling.
    package var values: [String]
    package var ttl: Duration

    package init(key: DNSRecordKey, values: [String], ttl: Duration) {
        self.key = key
        self.values = values
        self.ttl = ttl
    }
}

extension DNSGroup {
    /// What the group shall say while the region is active. Values that the plan does not give are empty, and refused later.
    package func wantedRecords(whileActive region: RegionID) -> [DNSWantedRecord] {
        records.map { record in
            DNSWantedRecord(
                key: DNSRecordKey(name: record.name, type: record.type),
                values: record.values[region] ?? [],
                ttl: record.ttl
            )
        }
    }
}
