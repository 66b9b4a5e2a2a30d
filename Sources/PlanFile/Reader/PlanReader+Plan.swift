import Domain
import Runbook

extension PlanReader {
    /// Sections of the plan language that are yet to come. Ignoring one in silence would be a promise not kept.
    private static let laterSections = [
        "backups", "drills", "escalation", "contacts", "readiness", "status_page", "post_recovery", "maintenance",
    ]

    /// The plan; `nil` only where not even a table is there. It is to be used only without findings.
    func plan(_ tree: Tree) -> Plan? {
        remember(tree, at: .root)
        guard var section = Section(tree, at: .root, self) else { return nil }
        if let version = section.requiredText("version"), version != "1" {
            let path = PlanPath.root["version"]
            refuse(.badValue, at: path, places.place(of: path), "version \(version) is not known; write version: 1")
        }
        let plan = Plan(
            application: ApplicationID(section.requiredText("application") ?? ""),
            priority: section.wholeNumber("priority") ?? 100,
            objectives: objectives(&section),
            regions: regions(&section),
            fencing: fencing(&section) ?? .lease,
            detection: detection(&section),
            checks: checks(&section),
            dns: dns(&section),
            scenarios: scenarios(&section),
            communications: communications(&section)
        )
        section.refuseUnknownKeys(later: Self.laterSections)
        return plan
    }

    /// Read as `lease` it would promise what is not kept: that an epoch moves only on confirmations.
    private func fencing(_ plan: inout Section) -> Fencing? {
        let path = plan.path["fencing"]
        if let tree = plan.tree("fencing"), case .scalar("confirmed", _) = tree.content {
            let mend = "write fencing: lease, or fencing: none with mode: approval"
            refuse(.notSupported, at: path, tree.place, "fencing: confirmed is not there yet; \(mend)")
            return nil
        }
        return plan.choice("fencing", of: Fencing.self)
    }

    private func objectives(_ plan: inout Section) -> Objectives {
        guard var section = plan.section("objectives") else { return Objectives() }
        defer { section.refuseUnknownKeys() }
        return Objectives(
            rto: section.duration("rto"),
            rpo: section.duration("rpo"),
            maxTolerableDowntime: section.duration("max_tolerable_downtime")
        )
    }

    private func communications(_ plan: inout Section) -> Communications {
        guard var section = plan.section("communications") else { return Communications() }
        defer { section.refuseUnknownKeys(later: Self.laterSections + ["internal", "external", "escalation"]) }
        return Communications(
            channels: named("channels", in: &section) { id, channel in
                Channel(
                    id: ChannelID(id),
                    uses: channel.requiredText("uses") ?? "",
                    with: channel.parameters()
                )
            }
        )
    }

    /// The things of a table whose keys are names; refuses keys that `read` did not ask for.
    func named<Thing>(
        _ key: String,
        in outer: inout Section,
        read: (String, inout Section) -> Thing
    ) -> [Thing] {
        guard var section = outer.section(key) else { return [] }
        return section.namedTrees().compactMap { name, tree in
            guard var inner = Section(tree, at: section.path[name], self) else { return nil }
            let thing = read(name, &inner)
            inner.refuseUnknownKeys()
            return thing
        }
    }
}
