import Domain

extension FindingCode {
    package static let primaryInRegion: FindingCode = "primary-in-region"
}

/// The zone's primary must outlive the region that the records lead away from (DESIGN 3.4).
struct DNSProviderRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.plan.dns.compactMap { group in
            guard let server = group.with.text("server").flatMap({ HostAndPort($0) }) else { return nil }
            let host = HostName.canonical(server.host)
            return finding(host, of: group, at: LintContext.dns[group.id]["with"]["server"], context)
        }
    }

    private func finding(_ host: String, of group: DNSGroup, at path: PlanPath, _ context: LintContext) -> Finding? {
        if group.records.contains(where: { HostName.canonical($0.name) == host }) {
            let message = "the primary is found by a record that it moves itself; name it otherwise"
            return Finding(.error, .primaryInRegion, at: path, message)
        }
        for region in context.servingRegions where hosts(in: region, context).contains(host) {
            let message =
                "the primary stands in \(region.id), which it must be able to lead away from; put it elsewhere"
            return Finding(.error, .primaryInRegion, at: path, message)
        }
        let regions = context.servingRegions.map(\.id.rawValue).joined(separator: " and ")
        return Finding(
            .note,
            .primaryInRegion,
            at: path,
            "\(host) must stand outside \(regions); lint cannot see where it is"
        )
    }

    private func hosts(in region: PlannedRegion, _ context: LintContext) -> Set<String> {
        let endpoints = region.endpoints.values.compactMap { WebAddress($0)?.host ?? HostAndPort($0)?.host }
        let values = context.plan.dns.flatMap(\.records).flatMap { $0.values[region.id] ?? [] }
        return Set((endpoints + values).map(HostName.canonical))
    }
}
