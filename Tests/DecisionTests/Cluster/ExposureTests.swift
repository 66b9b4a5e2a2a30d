import Decision
import Domain
import Testing

/// People hear that a failure would cost too much before there is one.
@Suite struct ExposureTests {
    private static func cluster(lag: Double = 1) -> Cluster {
        var plan = Plan.measured()
        plan.objectives.rpo = .seconds(30)
        let cluster = Cluster.healthy(plan)
        cluster.gauges = ["b": lag]
        cluster.run(for: .seconds(30))
        return cluster
    }

    private static func pages(_ cluster: Cluster) -> [Notification] {
        cluster.pages.filter { $0.title.contains("the loss of a would cost") }
    }

    private static func isOpen(_ cluster: Cluster) -> Bool {
        cluster.controller.cluster.incidents.values.contains { $0.subject == .exposure("app") && $0.resolvedAt == nil }
    }

    @Test func whatTheLossWouldCostIsPagedWhenItIsMoreThanTheObjective() throws {
        let cluster = Self.cluster()
        #expect(Self.pages(cluster).isEmpty)
        cluster.gauges = ["b": 600]
        let took = try #require(cluster.run(atMost: .seconds(60)) { !Self.pages(cluster).isEmpty })
        #expect(took >= .seconds(15))
        let page = try #require(Self.pages(cluster).first)
        #expect(page.title.contains("app: the loss of a would cost 10m"))
        #expect(page.title.hasSuffix("; the objective is 30s"))
        #expect(page.details.first?.hasPrefix("b: 10m") == true, "\(page.details)")
        cluster.gauges = ["b": 1]
        #expect(cluster.run(atMost: .seconds(10)) { !Self.isOpen(cluster) } != nil)
    }

    @Test func aShortPeakIsNoTrouble() {
        let cluster = Self.cluster()
        for _ in 0..<5 {
            cluster.gauges = ["b": 600]
            cluster.run(for: .seconds(10))
            cluster.gauges = ["b": 1]
            cluster.run(for: .seconds(5))
        }
        #expect(Self.pages(cluster).isEmpty)
    }

    @Test func whatGoesUpAndDownAboutTheObjectiveIsOneTrouble() {
        let cluster = Self.cluster()
        for _ in 0..<5 {
            cluster.gauges = ["b": 40]
            cluster.run(for: .seconds(30))
            cluster.gauges = ["b": 27]
            cluster.run(for: .seconds(30))
        }
        #expect(Self.pages(cluster).count == 1 && Self.isOpen(cluster))
    }

    @Test func whatNobodyKnowsIsPagedToo() throws {
        let cluster = Self.cluster()
        cluster.gauges = [:]
        cluster.run(for: .seconds(5))
        cluster.restartController()
        let took = try #require(cluster.run(atMost: .seconds(120)) { !Self.pages(cluster).isEmpty })
        #expect(took >= .seconds(60), "agents need a moment after a start")
        #expect(Self.pages(cluster).first?.title.contains("nobody knows how much") == true)
    }

    /// Its own trouble is told of, and a standby of a source that is gone falls behind.
    @Test func aRegionThatIsInTroubleIsNotPagedAboutForThatToo() {
        let cluster = Self.cluster()
        #expect(cluster.ask(.freeze(application: nil, reason: "hands off", duration: nil))?.outcome == .done)
        cluster.kill("a")
        cluster.run(for: .seconds(120))
        #expect(cluster.epoch == 1 && Self.pages(cluster).isEmpty)
    }

    @Test func withoutAnObjectiveNothingIsPaged() {
        var plan = Plan.measured()
        plan.objectives.rpo = nil
        let cluster = Cluster.healthy(plan)
        cluster.gauges = ["b": 100_000]
        cluster.run(for: .seconds(120))
        #expect(Self.pages(cluster).isEmpty)
    }
}
