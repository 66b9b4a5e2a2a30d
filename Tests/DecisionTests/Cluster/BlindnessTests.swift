import Decision
import Domain
import Testing

/// A controller that hears too little concludes nothing, and says so (DESIGN 3.3, 3.5).
@Suite struct BlindnessTests {
    private static func page(in cluster: Cluster, _ severity: Notification.Severity) -> Notification? {
        cluster.pages.first { $0.severity == severity && $0.title.contains("no region is judged") }
    }

    @Test func theLossOfEveryOtherRegionMovesNothingAndIsPaged() throws {
        let cluster = Cluster.healthy()
        cluster.kill("b")
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(15)) { Self.page(in: cluster, .page) != nil })
        cluster.run(for: .seconds(60))
        #expect(cluster.pages.count { $0.title.contains("no region is judged") } == 1, "once")
        #expect(cluster.deeds.isEmpty)
        cluster.revive("b")
        _ = try #require(cluster.run(atMost: .seconds(5)) { Self.page(in: cluster, .resolved) != nil })
    }

    @Test func aShortSilenceIsNothing() {
        let cluster = Cluster.healthy()
        cluster.restartController()
        cluster.run(for: .seconds(30))
        #expect(Self.page(in: cluster, .page) == nil)
    }

    /// Nothing was heard of anybody: that was the controller, and when it is over every region gets its time anew.
    @Test func whatItDidNotHearWhileItHeardNobodyCountsAgainstNoRegion() throws {
        let cluster = Cluster.healthy()
        for region in ["a", "b", "c"] as [RegionID] { cluster.deafen(to: region) }
        _ = try #require(cluster.run(atMost: .seconds(15)) { Self.page(in: cluster, .page) != nil })
        cluster.run(for: .seconds(30))
        #expect(cluster.pages.allSatisfy { $0.title.contains("no region is judged") }, "\(cluster.pages.map(\.title))")
        #expect(cluster.pages.first?.details.contains { $0.contains("blind: c1") } == true)
        for region in ["a", "b", "c"] as [RegionID] { cluster.hear(region) }
        cluster.run(for: .seconds(60))
        #expect(cluster.pages.count == 2, "\(cluster.pages.map(\.title))")
        #expect(cluster.verdict("a") == .healthy)
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" }, "it is no excuse for ever")
    }

    @Test func aRegionThatDiesWhileTheControllerIsBlindIsFailedOverSoonAfter() throws {
        let cluster = Cluster.healthy()
        for region in ["a", "b", "c"] as [RegionID] { cluster.deafen(to: region) }
        cluster.run(for: .seconds(5))
        cluster.kill("a")
        cluster.run(for: .seconds(20))
        for region in ["b", "c"] as [RegionID] { cluster.hear(region) }
        _ = try #require(cluster.run(atMost: .seconds(15)) { cluster.dnsRegion == "b" })
    }
}
