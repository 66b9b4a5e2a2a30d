import Domain
import InMemoryPorts
import Ports
import TestSupport
import Testing

/// What only the in-memory store can show: several controllers, and failures on demand.
@Suite struct InMemoryStoreTests {
    private let store = InMemoryCoordinationStore(members: "c1", "c2", "c3")

    /// Registers the others and casts their votes on proposal 1.
    private func scene(votesOf voters: ControllerID...) async throws -> Scene {
        for controller in ["c2", "c3", "c4"] as [ControllerID] {
            _ = try await store.register(controller, at: .somewhere)
        }
        var scene = try await Scene(store)
        try await scene.take(.open(1))
        for voter in voters { try await store.cast(vote(of: voter)) }
        return scene
    }

    private func vote(of controller: ControllerID) -> Vote {
        Vote(controller: controller, process: 1, sequence: 1, application: "shop", epoch: 1, proposal: 1)
    }

    @Test func oneVoteOfThreeDoesNotMoveAnEpoch() async throws {
        let scene = try await scene(votesOf: "c2")
        try await scene.expectRefused(saying: "votes of 2 of 3") {
            try await $0.append([.committed(.shop(1), votes: ["c2"])])
        }
        try await scene.expectRefused(saying: "vote of c1 for shop does not stand") {
            try await $0.append([.committed(.shop(1), votes: ["c1", "c2"])])
        }
        try await scene.expectRefused(saying: "votes of 2 of 3") {
            try await $0.append([.committed(.shop(1), votes: ["c2", "c2"])])
        }
    }

    @Test func twoVotesOfThreeMoveAnEpoch() async throws {
        let scene = try await scene(votesOf: "c2", "c3")
        try await scene.append([.committed(.shop(1), votes: ["c2", "c3"])])
        #expect(try await scene.epoch == 2)
    }

    @Test func oneWithdrawalLeavesTheOtherVotesStanding() async throws {
        let scene = try await scene(votesOf: "c2", "c3")
        let process = ControllerProcess(controller: "c3", process: 1)
        _ = try await store.withdraw(process, application: "shop", epoch: 1)
        #expect(try await scene.shop.votes.keys.sorted() == ["c2"])
        try await scene.expectRefused(saying: "vote of c3") {
            try await $0.append([.committed(.shop(1), votes: ["c2", "c3"])])
        }
    }

    @Test func aControllerOutsideOfTheSetNeitherVotesNorLeads() async throws {
        let scene = try await scene(votesOf: "c2")
        try await scene.expectRefused(saying: "not one of the configured") { _ in
            try await store.cast(vote(of: "c4"))
        }
        try await scene.expectRefused(saying: "not one of the configured") { _ in
            _ = try await store.campaign(ControllerProcess(controller: "c4", process: 1))
        }
    }

    @Test func anotherControllerLeadsOnlyAfterTheLeaderIsGone() async throws {
        let scene = try await scene()
        let other = ControllerProcess(controller: "c2", process: 1)
        #expect(try await store.campaign(other) == nil)
        store.moveLeadership(to: "c2")
        #expect(try await store.campaign(scene.process) == nil)
        #expect(try await store.campaign(other) == 2)
        try await scene.expectRefused(saying: "c2 leads under term 2") { try await $0.append([.noted("late")]) }
    }

    @Test func aSilentControllerLosesLeadershipAndOpinionsButNotItsVote() async throws {
        let scene = try await scene(votesOf: "c1")
        let opinion = VerdictOpinion(application: "shop", planVersion: 1, region: "east", verdict: .failed)
        try await store.publish(Publication(number: 1, opinions: [opinion]), by: scene.process)
        store.endSession(of: "c1")
        #expect(store.board.leader == nil)
        #expect(store.board.publications.isEmpty)
        #expect(store.board.applications["shop"]?.votes.keys.sorted() == ["c1"])
    }

    @Test(arguments: StoreFault.allCases)
    func aFaultStrikesTheNextOperationOnly(fault: StoreFault) async throws {
        let scene = try await Scene(store)
        store.fail(next: .append, with: fault)
        let error = await #expect(throws: PortError.self) { try await scene.append([.noted("a")]) }
        #expect(error?.code == (fault == .unavailable ? .unavailable : .outcomeUnknown))
        let isWritten = fault == .outcomeUnknownAfterEffect
        #expect(store.journal.count == (isWritten ? 3 : 2))
        #expect(store.board.position == (isWritten ? 3 : 2))
        try await scene.append([.noted("b")])
        #expect(store.journal.last?.event == .noted("b"))
    }
}
