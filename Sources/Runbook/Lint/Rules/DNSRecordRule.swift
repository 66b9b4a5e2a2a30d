import Domain

extension FindingCode {
    package static let noRecords: FindingCode = "no-records"
    package static let noValue: FindingCode = "no-value"
    package static let wrongValue: FindingCode = "wrong-value"
    package static let unusedValue: FindingCode = "unused-value"
    package static let sameValues: FindingCode = "same-values"
    package static let badTTL: FindingCode = "bad-ttl"
}

/// A record must lead somewhere, whichever region is active, and soon.
struct DNSRecordRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.plan.dns.flatMap { group -> [Finding] in
            let path = LintContext.dns[group.id]["records"]
            guard !group.records.isEmpty else {
                return [Finding(.error, .noRecords, at: path, "the group has no record; add one")]
            }
            return group.records.enumerated().flatMap { index, record in
                values(of: record, at: path[index]["values"], context)
                    + same(record, at: path[index]["values"], context)
                    + timeToLive(of: record, at: path[index]["ttl"])
            }
        }
    }

    private func values(of record: DNSRecordPlan, at path: PlanPath, _ context: LintContext) -> [Finding] {
        context.plan.regions.flatMap { region -> [Finding] in
            let values = record.values[region.id] ?? []
            let path = path[region.id]
            guard region.role != .witness else {
                let message = "a witness never serves, so this value is never used; remove it"
                return values.isEmpty ? [] : [Finding(.warning, .unusedValue, at: path, message)]
            }
            guard !values.isEmpty else {
                let message = "\(record.name) has no value while \(region.id) is active; add one"
                return [Finding(.error, .noValue, at: path, message)]
            }
            return values.enumerated().compactMap { index, value in
                record.accepts(value) ? nil : wrong(value, of: record, at: path[index])
            } + single(values, of: record, at: path)
        }
    }

    private func wrong(_ value: String, of record: DNSRecordPlan, at path: PlanPath) -> Finding {
        let wanted =
            switch record.type {
            case .a: "an IPv4 address"
            case .aaaa: "an IPv6 address"
            case .cname: "another host name"
            }
        return Finding(
            .error,
            .wrongValue,
            at: path,
            "\(value) is no value for \(record.type.rawValue); write \(wanted)"
        )
    }

    private func single(_ values: [String], of record: DNSRecordPlan, at path: PlanPath) -> [Finding] {
        guard record.type == .cname, values.count > 1 else { return [] }
        return [Finding(.error, .wrongValue, at: path, "a CNAME has one value (RFC 2181, 10.1); keep one")]
    }

    private func same(_ record: DNSRecordPlan, at path: PlanPath, _ context: LintContext) -> [Finding] {
        let sets = context.servingRegions.compactMap { record.values[$0.id] }.map { Set($0.map(HostName.canonical)) }
        guard Set(sets).count < sets.count else { return [] }
        let message = "two regions have the same values, so that a failover between them changes nothing for clients"
        return [Finding(.warning, .sameValues, at: path, message)]
    }

    private func timeToLive(of record: DNSRecordPlan, at path: PlanPath) -> [Finding] {
        guard record.ttl >= .seconds(1), record.ttl.wholeMilliseconds % 1000 == 0, record.ttl <= Self.longestTTL else {
            let message = "must be whole seconds, from 1s to 1d; write for example 5s"
            return [Finding(.error, .badTTL, at: path, message)]
        }
        guard record.ttl > Self.slowTTL else { return [] }
        let message =
            "clients stay with the old region for up to \(record.ttl.text) after the change; write 60s or less"
        return [Finding(.warning, .badTTL, at: path, message)]
    }

    private static let slowTTL = Duration.seconds(60)
    private static let longestTTL = Duration.seconds(86_400)
}

extension DNSRecordPlan {
    fileprivate func accepts(_ value: String) -> Bool {
        switch type {
        case .a: IPAddress.isVersion4(value)
        case .aaaa: IPAddress.isVersion6(value)
        case .cname: HostName.isHostName(value) && HostName.canonical(value) != HostName.canonical(name)
        }
    }
}
