import Domain
import Ports
import TestSupport
import Testing

/// What every coordination store does with events (DESIGN 3.1, rules 0 and 4).
@Suite struct AppendContractTests {
    @Test(arguments: StoreKind.allCases, RefusedAppend.all)
    func anAppendWhoseConditionDoesNotHoldIsRefusedAsAWhole(kind: StoreKind, refused: RefusedAppend) async throws {
        try await kind.withScene(refused.after) { scene throws in
            try await scene.expectRefused(saying: refused.words) { try await $0.append(refused.events) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func anEpochMovesOnAMajorityOfVotesAndTheProposalIsOver(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1), .commit(1)]) { scene throws in
            let shop = try await scene.shop
            #expect(shop.assignment == Assignment(epoch: 2, region: "west", activatedEpoch: 1))
            #expect(shop.openProposal == nil)
            #expect(shop.votes.isEmpty)
            #expect(shop.proposalsOver == 1)
            try await scene.append([.failover(.epochActivated(application: "shop", epoch: 2))])
            #expect(try await scene.shop.assignment.isActivated)
        }
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            [.freeze("shop", until: Scene.now)],
            [.freeze("till", until: nil)],
            [.freeze("shop", until: nil), .unfreeze("shop")],
            [.freeze(nil, until: nil), .unfreeze(nil)],
        ] as [[Scene.Step]]
    )
    func aFreezeThatIsOverOrOfAnotherApplicationDoesNotStopACommit(kind: StoreKind, steps: [Scene.Step]) async throws {
        try await kind.withScene([.open(1), .vote(1)] + steps + [.commit(1)]) { scene throws in
            #expect(try await scene.epoch == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func closingAProposalVoidsItsVotes(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1), .close(1)]) { scene throws in
            #expect(try await scene.shop.votes.isEmpty)
            #expect(try await scene.shop.proposalsOver == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func theFirstEpochIsActivatedFromItsStart(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            #expect(try await scene.shop.assignment == Assignment(epoch: 1, region: "east", activatedEpoch: 1))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func nothingIsAppendedUnderAnOldTerm(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            try await scene.store.resign(scene.process, term: scene.term)
            try await scene.expectRefused(saying: "nobody leads") { try await $0.append([.noted("late")]) }
            let next = try #require(try await scene.store.campaign(scene.process))
            #expect(next == scene.term.next)
            try await scene.expectRefused(saying: "under term 2") { try await $0.append([.noted("late")]) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func nothingIsAppendedByAnOlderProcess(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            _ = try await scene.store.register(StoreKind.controller, at: .somewhere)
            try await scene.expectRefused(saying: "does not lead") { try await $0.append([.noted("late")]) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func recordsCarryPositionTermWriterAndTime(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            let records = try await scene.append([.noted("a"), .noted("b")])
            #expect(records.map(\.position) == [3, 4])
            #expect(records.map(\.event) == [.noted("a"), .noted("b")])
            #expect(records.allSatisfy { $0.term == 1 && $0.controller == "c1" && $0.at == Scene.now })
            #expect(try await scene.board.position == 4)
            #expect(try await scene.journal.suffix(2) == records)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func recordsAreReadPageByPageInOrder(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            try await scene.append((1...5).map { .noted("\($0)") })
            let store = scene.store
            #expect(try await store.records(after: 2, limit: 2).map(\.position) == [3, 4])
            #expect(try await store.records(after: 4, limit: 100).map(\.position) == [5, 6, 7])
            #expect(try await store.records(after: 7, limit: 10).isEmpty)
            #expect(try await store.records(after: 1_000_000, limit: 10).isEmpty)
            #expect(try await store.records(after: 0, limit: 0).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func anAppendOfNothingTellsWhetherTheProcessLeads(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            #expect(try await scene.append([]).isEmpty)
            try await scene.store.resign(scene.process, term: scene.term)
            try await scene.expectRefused { try await $0.append([]) }
        }
    }
}
