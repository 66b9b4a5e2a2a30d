import Domain

extension PlanReader {
    func dns(_ plan: inout Section) -> [DNSGroup] {
        named("dns", in: &plan) { id, group in
            DNSGroup(
                id: DNSGroupID(id),
                uses: group.requiredText("uses") ?? "",
                with: group.parameters(),
                records: records(&group)
            )
        }
    }

    /// `records: […]`, or `record: {…}` for one; both are `records` in the plan.
    private func records(_ group: inout Section) -> [DNSRecordPlan] {
        let (one, several) = (group.tree("record"), group.tree("records"))
        let path = group.path["records"]
        if let one, several == nil {
            remember(one, at: path[0])
            return [record(one, at: path[0])].compactMap { $0 }
        }
        guard let several, one == nil, case .list(let items) = several.content else {
            let place = several?.place ?? group.place
            refuse(.wrongType, at: group.path, place, "write either record: {…} or records: […]")
            return []
        }
        return items.enumerated().compactMap { record($1, at: path[$0]) }
    }

    private func record(_ tree: Tree, at path: PlanPath) -> DNSRecordPlan? {
        guard var section = Section(tree, at: path, self) else { return nil }
        defer { section.refuseUnknownKeys() }
        for key in ["type", "ttl"] where section.tree(key) == nil {
            refuse(.missingKey, at: path, section.place, "\(key) is missing; add it")
        }
        return DNSRecordPlan(
            name: section.requiredText("name") ?? "",
            type: section.choice("type", of: DNSRecordType.self) ?? .a,
            ttl: timeToLive(&section) ?? .zero,
            values: values(&section)
        )
    }

    /// A bare number is seconds, as everywhere in DNS.
    private func timeToLive(_ record: inout Section) -> Duration? {
        record.value("ttl", as: "a number of seconds or a duration such as 5s") { text in
            Int32(text).map { .seconds($0) } ?? Duration(text: text)
        }
    }

    private func values(_ record: inout Section) -> [RegionID: [String]] {
        guard var section = record.section("values") else { return [:] }
        let pairs = section.namedTrees().map { name, tree in
            (RegionID(name), texts(tree, at: section.path[name]))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
