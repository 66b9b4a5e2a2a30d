import Domain
import Testing

@testable import Decision

/// What the loss of the active region would cost, as a controller tells it.
@Suite struct ObjectivesTests {
    private func objectives(_ cluster: Cluster) throws -> ObjectivesView {
        guard case .objectives(let views)? = cluster.ask(.objectives)?.body else {
            throw OtherAnswer()
        }
        return try #require(views.first)
    }

    private struct OtherAnswer: Error {}

    @Test func theLossIsWhatAFailoverWouldBeHeldFor() throws {
        var plan = Plan.measured()
        plan.objectives.rpo = .seconds(30)
        let cluster = Cluster.healthy(plan)
        cluster.gauges = ["b": 7]
        cluster.run(for: .seconds(5))
        let view = try objectives(cluster)
        #expect(view.active == "a" && view.targets.map(\.region) == ["b"])
        #expect(view.objectives.rpo == .seconds(30) && view.isLossMeasured)
        let loss = try #require(view.targets.first?.loss?.loss)
        #expect(loss >= .seconds(7) && loss < .seconds(9))
        #expect(try #require(view.recovery) > .seconds(5))
        #expect(view.moves.isEmpty)
    }

    @Test func whatNobodyMeasuresAndWhatNobodyHasToldAreNotTheSame() throws {
        let unmeasured = try objectives(Cluster.healthy())
        #expect(!unmeasured.isLossMeasured && unmeasured.targets.map(\.loss) == [nil])
        let untold = try objectives(Cluster.healthy(.measured()))
        #expect(untold.isLossMeasured && untold.targets.map(\.loss) == [nil])
    }

    @Test func aMoveIsRememberedWithTheTimeOfItsRunbook() throws {
        let cluster = Cluster.healthy()
        let order = MoveOrder(kind: .switchover, application: "app", target: "b", reason: "works")
        #expect(cluster.ask(.move(order))?.outcome == .done)
        let isOver = cluster.run(atMost: .seconds(60)) {
            cluster.epoch == 2 && cluster.controller.cluster.openExecutions.isEmpty
        }
        #expect(isOver != nil)
        let view = try objectives(cluster)
        #expect(view.active == "b" && view.targets.map(\.region) == ["a"])
        #expect(view.moves.map(\.execution) == ["app-1"])
        #expect(try #require(view.moves.first).took < .seconds(60))
    }
}
