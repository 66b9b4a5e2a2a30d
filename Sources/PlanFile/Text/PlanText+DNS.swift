import Domain

extension PlanText {
    static func outline(of group: DNSGroup) -> Outline {
        .table([
            ("uses", .text(group.uses)),
            ("with", Outline(.table(group.with))),
            ("records", .list(group.records.map(outline))),
        ])
    }

    private static func outline(of record: DNSRecordPlan) -> Outline {
        let values = record.values.map { ($0.rawValue, Outline.texts($1)) }
        return .table([
            ("name", .text(record.name)),
            ("type", .text(record.type.rawValue)),
            ("ttl", .duration(record.ttl)),
            ("values", .sorted(Dictionary(values, uniquingKeysWith: { first, _ in first }))),
        ])
    }
}
