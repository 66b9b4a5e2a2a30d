import Domain

extension FindingCode {
    package static let badRecordName: FindingCode = "bad-record-name"
    package static let duplicateRecord: FindingCode = "duplicate-record"
    package static let zoneSplit: FindingCode = "zone-split"
}

/// Every record set has one owner, lies in its zone and can carry the token beside it (DESIGN 3.4).
struct DNSNameRule: LintRule {
    private struct Placed {
        let group: DNSGroup
        let record: DNSRecordPlan
        let path: PlanPath
        var name: String { HostName.canonical(record.name) }
    }

    func findings(in context: LintContext) -> [Finding] {
        let records = context.plan.dns.flatMap { group in
            group.records.enumerated().map { index, record in
                Placed(group: group, record: record, path: LintContext.dns[group.id]["records"][index]["name"])
            }
        }
        return records.compactMap(name) + records.indices.compactMap { conflict(of: records[$0], with: records[..<$0]) }
            + zones(context.plan.dns)
    }

    private func name(of placed: Placed) -> Finding? {
        let zone = placed.group.with.text("zone") ?? ""
        let error: String? =
            if !HostName.isHostName(placed.name) || placed.name.utf8.count > Self.longestName {
                "is not a name that a record and its _holdfast token can have; write a host name"
            } else if !HostName.isName(placed.name, inZone: zone) {
                "does not lie in the zone \(zone) of its group; write the full name, or mend the zone"
            } else if placed.record.type == .cname, placed.name == HostName.canonical(zone) {
                "the zone's own name cannot be a CNAME (RFC 1034, 3.6.2); use A and AAAA records"
            } else {
                nil
            }
        return error.map { Finding(.error, .badRecordName, at: placed.path, "\(placed.record.name) \($0)") }
    }

    private func conflict(of placed: Placed, with earlier: ArraySlice<Placed>) -> Finding? {
        let same = earlier.filter { $0.name == placed.name }
        let error: String? =
            if same.contains(where: { $0.record.type == placed.record.type }) {
                "is there before with the same type; keep one"
            } else if same.contains(where: { $0.group.id != placed.group.id }) {
                "is in two groups, which would share one token; put both records into one group"
            } else if same.contains(where: { $0.record.type == .cname })
                || (!same.isEmpty && placed.record.type == .cname)
            {
                "is a CNAME and something else too (RFC 1034, 3.6.2); keep one"
            } else {
                nil
            }
        return error.map { Finding(.error, .duplicateRecord, at: placed.path, "\(placed.record.name) \($0)") }
    }

    private func zones(_ groups: [DNSGroup]) -> [Finding] {
        groups.indices.compactMap { index in
            let (group, earlier) = (groups[index], groups[..<index])
            guard let zone = group.with.text("zone").map(HostName.canonical),
                let other = earlier.first(where: { $0.with.text("zone").map(HostName.canonical) == zone })
            else { return nil }
            let message = "the zone is also that of \(other.id), and the two do not move at once; make them one group"
            return Finding(.warning, .zoneSplit, at: LintContext.dns[group.id]["with"]["zone"], message)
        }
    }

    /// Leaves room for `_holdfast.` within RFC 1035's limit.
    private static let longestName = 253 - 10
}
