import Decision
import Domain
import Testing

/// People who cannot be told are told later; that they could not be told stands in the journal.
@Suite struct DeadPagerTests {
    private static func failures(in cluster: Cluster) -> [String] {
        cluster.journal.compactMap {
            guard case .notification(.failed(_, _, let title, let reason)) = $0.event else { return nil }
            return "\(title): \(reason)"
        }
    }

    private static func blindCluster(_ failure: DeliveryFailure) -> Cluster {
        let cluster = Cluster.healthy()
        cluster.deliveryFailure = failure
        cluster.kill("b")
        cluster.kill("a")
        return cluster
    }

    @Test func aPageThatFailsIsJournalledOnceAndGetsThroughWhenItsChannelIsBack() throws {
        let cluster = Self.blindCluster(DeliveryFailure(reason: "no answer", mayRetry: true))
        cluster.run(for: .seconds(120))
        #expect(Self.failures(in: cluster).isEmpty, "there are tries left")
        cluster.run(for: .seconds(300))
        let titles = cluster.journal.compactMap { record in
            if case .incident(.opened(_, _, let title)) = record.event { title } else { nil }
        }
        #expect(titles.contains { $0.contains("no region is judged") })
        for title in titles { #expect(Self.failures(in: cluster).filter { $0 == "\(title): no answer" }.count == 1) }
        #expect(cluster.pages.isEmpty)
        cluster.deliveryFailure = nil
        _ = try #require(
            cluster.run(atMost: .seconds(61)) { cluster.pages.contains { $0.title.contains("no region is judged") } }
        )
    }

    @Test func aPageThatIsRefusedIsJournalledAtOnceAndTriedAgain() throws {
        let cluster = Self.blindCluster(DeliveryFailure(reason: "wrong secret", mayRetry: false))
        _ = try #require(cluster.run(atMost: .seconds(15)) { !Self.failures(in: cluster).isEmpty })
        cluster.deliveryFailure = nil
        _ = try #require(
            cluster.run(atMost: .seconds(61)) { cluster.pages.contains { $0.title.contains("no region is judged") } }
        )
    }

    @Test func nobodyIsPagedForWhatIsOver() throws {
        let cluster = Self.blindCluster(DeliveryFailure(reason: "no answer", mayRetry: true))
        cluster.run(for: .seconds(300))
        cluster.revive("b")
        cluster.revive("a")
        cluster.run(for: .seconds(300))
        cluster.deliveryFailure = nil
        cluster.run(for: .seconds(120))
        #expect(!cluster.pages.contains { $0.severity == .page })
    }
}
