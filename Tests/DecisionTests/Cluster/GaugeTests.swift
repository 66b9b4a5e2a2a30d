import Decision
import Domain
import Testing

/// The data-loss gate where the plan says what measures the lag of a standby (DESIGN 3.2, FAILURES F8).
@Suite struct GaugeTests {
    private static func cluster() -> Cluster {
        let cluster = Cluster.healthy(.measured())
        cluster.gauges = ["a": 0, "b": 1]
        cluster.run(for: .seconds(5))
        return cluster
    }

    /// The gauge falls silent, and the controller that had heard it is gone.
    private static func neverHeard() -> Cluster {
        let cluster = cluster()
        cluster.gauges = [:]
        cluster.run(for: .seconds(5))
        cluster.restartController()
        cluster.run(for: .seconds(15))
        return cluster
    }

    @Test func aGaugeThatTellsALittleLagHoldsNothing() {
        let cluster = Self.cluster()
        cluster.kill("a")
        #expect(cluster.run(atMost: .seconds(20)) { cluster.epoch == 2 } != nil)
    }

    @Test func aGaugeThatIsSilentIsNotTakenForNoLagByAControllerThatNeverHeardIt() throws {
        let cluster = Self.neverHeard()
        cluster.kill("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.controller.cluster.applications["app"]?.heldBy.map(\.gate) == [.dataLoss])
        let page = try #require(cluster.pages.first { $0.title.contains("held") })
        #expect(page.details.contains { $0.contains("check lag has not said how far b is behind") })
        cluster.gauges = ["b": 1]
        #expect(cluster.run(atMost: .seconds(10)) { cluster.epoch == 2 } != nil, "it speaks again")
    }

    /// Nobody can say that a loss which nobody knows is less than 22 minutes.
    @Test func anUnknownLossIsAcceptedByItsNameOnly() {
        let cluster = Self.neverHeard()
        var order = MoveOrder(kind: .failover, application: "app", target: nil, reason: "storm")
        order.acceptedLoss = .seconds(22 * 60)
        order.overrides = [.readiness, .targetHealth]
        #expect(cluster.ask(.move(order))?.outcome == .refused)
        order.overrides = [.unknownLoss]
        #expect(cluster.ask(.move(order))?.outcome == .done)
        #expect(cluster.run(atMost: .seconds(10)) { cluster.epoch == 2 } != nil)
    }

    @Test func aKnownLossIsNotAcceptedAsAnUnknownOne() {
        let cluster = Self.cluster()
        cluster.gauges = ["b": 3600]
        cluster.run(for: .seconds(5))
        var order = MoveOrder(kind: .failover, application: "app", target: nil, reason: "storm")
        order.overrides = [.unknownLoss]
        #expect(cluster.ask(.move(order))?.outcome == .refused)
        order.acceptedLoss = .seconds(7200)
        #expect(cluster.ask(.move(order))?.outcome == .done)
    }
}
