import Domain
import InMemoryPorts
import Ports
import Testing
import TestSupport

/// DESIGN 3.1, rule 7: how a store lets the controller set become another.
@Suite struct JointChangeTests {
    private let store = InMemoryCoordinationStore(members: "c1", "c2", "c3")
    private static let joint = JournalEvent.joint(2, ["c3", "c4", "c5"], from: ["c1", "c2", "c3"])

    /// The change from 1, 2, 3 to 3, 4, 5 has begun; `c1` leads.
    private func changing() async throws -> Scene {
        for controller in ["c2", "c3", "c4", "c5"] as [ControllerID] {
            _ = try await store.register(controller, at: .somewhere)
        }
        let scene = try await Scene(store)
        try await scene.append([Self.joint])
        return scene
    }

    private func vote(of controller: ControllerID) -> Vote {
        Vote(controller: controller, process: 1, sequence: 1, application: "shop", epoch: 1, proposal: 1)
    }

    private func end(_ controller: ControllerID, before version: ControllerSetVersion = 2) async throws {
        let process = ControllerProcess(controller: controller, process: 1)
        try await store.recordOldGrantsEnded(by: process, before: version)
    }

    @Test(
        arguments: [
            (["c1", "c2"], false), (["c4", "c5"], false), (["c1", "c2", "c4"], false), (["c1", "c4", "c5"], false),
            (["c1", "c3", "c4"], true), (["c1", "c2", "c4", "c5"], true),
        ] as [([ControllerID], Bool)]
    )
    func rule7_duringAChangeAnEpochMovesByAMajorityOfBothSetsOnly(voters: [ControllerID], moves: Bool) async throws {
        var scene = try await changing()
        try await scene.take(.open(1))
        for voter in voters { try await store.cast(vote(of: voter)) }
        let committed = JournalEvent.committed(.shop(1), votes: voters)
        if moves {
            try await scene.append([committed])
            #expect(try await scene.epoch == 2)
        } else {
            try await scene.expectRefused(saying: "votes of 2 of 3 and of 2 of 3") { try await $0.append([committed]) }
        }
    }

    @Test func rule7_theOldSetIsDroppedWhenAMajorityOfItHasRecordedTheEndOfItsGrants() async throws {
        let scene = try await changing()
        try await end("c1")
        let completed = JournalEvent.members(3, "c3", "c4", "c5")
        try await scene.expectRefused(saying: "2 of 3 outgoing controllers") { try await $0.append([completed]) }
        try await end("c2")
        try await scene.append([completed])
        #expect(store.board.controllerSet == ControllerSetDescription(version: 3, members: ["c3", "c4", "c5"]))
        #expect(store.board.oldGrantsEnded.isEmpty)
        #expect(store.board.leader == nil, "c1 has no say any more")
        try await scene.expectRefused(saying: "not one of the configured") { _ in try await store.cast(vote(of: "c1")) }
    }

    @Test func rule7_onlyTheOutgoingRecordAndOnlyForThePresentSetAndProcess() async throws {
        let scene = try await changing()
        try await scene.expectRefused(saying: "c4 is not being replaced") { _ in try await end("c4") }
        try await scene.expectRefused(saying: "version 2 of the controller set is the present one") { _ in
            try await end("c2", before: 1)
        }
        _ = try await store.register("c2", at: .somewhere)
        try await scene.expectRefused(saying: "process 2 has replaced it") { _ in try await end("c2") }
        try await scene.append([.members(3, "c1", "c2", "c3")])
        try await scene.expectRefused(saying: "version 3") { _ in try await end("c3") }
    }

    @Test func rule7_aChangeIsGivenUpAtAnyTimeAndItsRecordsCountForNoLaterOne() async throws {
        var scene = try await changing()
        try await end("c1")
        try await end("c2")
        try await scene.take(.open(1))
        try await scene.append([.members(3, "c1", "c2", "c3")])
        try await scene.take(.close(1))
        try await scene.append([.joint(4, ["c3", "c4", "c5"], from: ["c1", "c2", "c3"])])
        try await scene.expectRefused(saying: "0 have") { try await $0.append([.members(5, "c3", "c4", "c5")]) }
    }

    @Test func rule7_aChangeEndsBeforeTheNextBegins() async throws {
        let scene = try await changing()
        try await scene.expectRefused(saying: "is under way") {
            try await $0.append([.joint(3, ["c1"], from: ["c3", "c4", "c5"])])
        }
        try await scene.expectRefused(saying: "is under way") { try await $0.append([.members(3, "c4")]) }
    }
}
