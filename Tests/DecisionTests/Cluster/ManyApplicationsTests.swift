import Decision
import Domain
import Testing

/// One failure hits many applications: one incident, and the first by priority go first (DESIGN 3.2, FAILURES F10).
@Suite struct ManyApplicationsTests {
    private static let names = (1...8).map { ApplicationID("app\($0)") }

    /// The checks of later applications are quicker, so that their verdicts come first.
    private static func plan(_ index: Int) -> Plan {
        var plan = Plan.example()
        plan.application = names[index]
        plan.priority = index
        plan.checks[0].every = .milliseconds(700 - 50 * index)
        return plan
    }

    private static func cluster() -> Cluster {
        let cluster = Cluster()
        cluster.serving = ["a", "b"]
        for region in ["a", "b", "c"] as [RegionID] {
            for number in 1...2 { cluster.addAgent(AgentID("\(region)\(number)"), in: region, guarding: nil) }
        }
        for index in names.indices {
            var plan = plan(index)
            plan.fencing = .none
            cluster.apply(plan)
        }
        cluster.run(for: .seconds(15))
        return cluster
    }

    private static func proposed(_ cluster: Cluster) -> [ApplicationID] {
        cluster.journal.compactMap { record in
            guard case .failover(.proposalOpened(let proposal)) = record.event else { return nil }
            return proposal.application
        }
    }

    @Test func theFirstByPriorityGoFirstThoughTheirVerdictsComeLast() throws {
        let cluster = Self.cluster()
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(30)) { Self.proposed(cluster).count == 8 })
        #expect(Set(Self.proposed(cluster).prefix(5)) == Set(Self.names.prefix(5)), "\(Self.proposed(cluster))")
    }

    @Test func oneThatIsHeldByAnotherGateKeepsNoPlace() throws {
        let cluster = Self.cluster()
        _ = cluster.ask(.freeze(application: "app1", reason: "audit", duration: nil))
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(30)) { Self.proposed(cluster).count == 7 })
        #expect(Set(Self.proposed(cluster).prefix(5)) == Set(Self.names[1...5]), "\(Self.proposed(cluster))")
    }

    @Test func aRegionThatIsLostForAllIsOneIncidentAndOnePage() throws {
        let cluster = Self.cluster()
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(40)) { Self.proposed(cluster).count == 8 })
        cluster.run(for: .seconds(10))
        let pages = cluster.pages.filter { $0.severity == .page }
        #expect(pages.map(\.title) == ["8 applications: active region a is failed"])
        #expect(pages.first?.details.first == Self.names.map(\.rawValue).joined(separator: ", "))
        let incidents = cluster.controller.cluster.incidents.values.filter { $0.resolvedAt == nil }
        #expect(incidents.map(\.applications.count) == [8])
        let timeline = incidents.first?.timeline.map(\.text).joined(separator: "\n") ?? ""
        for name in Self.names { #expect(timeline.contains("INC-1 concerns \(name)")) }
        cluster.revive("a")
        _ = try #require(cluster.run(atMost: .seconds(60)) { cluster.pages.contains { $0.severity == .resolved } })
        #expect(
            cluster.pages.last { $0.severity == .resolved }?.title
                == "resolved: 8 applications: active region a is failed"
        )
    }

    @Test func oneThatOnlyWaitsForItsTurnPagesNobodyAndExplainSaysIt() throws {
        let cluster = Self.cluster()
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = .running }
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(30)) { Self.proposed(cluster).count == 5 })
        cluster.run(for: .seconds(3))
        #expect(!cluster.pages.contains { $0.title.contains("held") })
        guard case .explanation(let view)? = cluster.ask(.explain(region: "a"))?.body else {
            Issue.record("nothing is explained")
            return
        }
        let waiting = view.judgements.filter { $0.missing.contains { $0.contains("simultaneousFailovers") } }
        #expect(waiting.map(\.application) == Array(Self.names[5...7]))
    }
}
