import Decision
import Domain
import Testing

/// What agents find out about their own hosts gets to people.
@Suite struct UnwellHostTests {
    private static func pages(_ cluster: Cluster, _ severity: Notification.Severity, _ words: String) -> Int {
        cluster.pages.count { $0.severity == severity && $0.title.contains(words) }
    }

    @Test func aClosedFenceThatWasFoundOpenIsPagedEachTime() throws {
        let cluster = Cluster.healthy()
        let words = "agent b1 in b was found open"
        cluster.findFenceOpen(of: "b1")
        _ = try #require(cluster.run(atMost: .seconds(2)) { Self.pages(cluster, .page, words) == 1 })
        cluster.run(for: .seconds(60))
        #expect(Self.pages(cluster, .page, words) == 1, "once")
        cluster.findFenceOpen(of: "b1")
        _ = try #require(cluster.run(atMost: .seconds(2)) { Self.pages(cluster, .page, words) == 2 })
        cluster.restartController()
        cluster.run(for: .seconds(30))
        #expect(Self.pages(cluster, .page, words) == 2, "a controller that starts repeats nothing")
        #expect(cluster.activeRegion == "a" && cluster.epoch == 1)
    }

    @Test func aCheckThatCannotBeRunIsPagedOnceUntilItRunsAgain() throws {
        let cluster = Cluster.healthy()
        cluster.unrunnable = ["ready"]
        cluster.run(for: .seconds(55))
        #expect(Self.pages(cluster, .page, "cannot be run") == 0)
        cluster.run(for: .seconds(120))
        #expect(Self.pages(cluster, .page, "the check ready cannot be run") == 1)
        cluster.unrunnable = []
        _ = try #require(
            cluster.run(atMost: .seconds(10)) { Self.pages(cluster, .resolved, "the check ready cannot be run") == 1 }
        )
    }
}
