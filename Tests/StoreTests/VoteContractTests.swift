import Domain
import Ports
import TestSupport
import Testing

/// What every coordination store does with processes, votes and withdrawals (DESIGN 3.1, rules 3, 5 and 6).
@Suite struct VoteContractTests {
    @Test(arguments: StoreKind.allCases)
    func aVoteThatIsRepeatedStandsOnce(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1), .vote(1)]) { scene throws in
            let vote = try await scene.vote(for: 1)
            #expect(try await scene.shop.votes == ["c1": vote])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aVoteThatArrivesAfterItsWithdrawalIsRefused(kind: StoreKind) async throws {
        try await kind.withScene([.open(1)]) { scene throws in
            let late = try await scene.vote(for: 1)
            let next = try await scene.store.withdraw(scene.process, application: "shop", epoch: 1)
            #expect(next == late.sequence.next)
            try await scene.expectRefused(saying: "withdrawn meanwhile") { try await $0.store.cast(late) }
            var again = late
            again.sequence = next
            try await scene.store.cast(again)
            #expect(try await scene.shop.votes == ["c1": again])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aVoteOfAnOlderProcessIsRefused(kind: StoreKind) async throws {
        try await kind.withScene([.open(1)]) { scene throws in
            let late = try await scene.vote(for: 1)
            let next = try await scene.store.register(StoreKind.controller, at: .somewhere)
            try await scene.expectRefused(saying: "process 2 has replaced it") { try await $0.store.cast(late) }
            var forged = late
            forged.process = next.process.process
            try await scene.expectRefused(saying: "withdrawn meanwhile") { try await $0.store.cast(forged) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aVoteForAnotherEpochOrProposalIsRefused(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .close(1), .open(2)]) { scene throws in
            let vote = try await scene.vote(for: 2)
            var other = vote
            other.epoch = 2
            try await scene.expectRefused(saying: "epoch of shop is 1") { [other] in try await $0.store.cast(other) }
            other = vote
            other.proposal = 1
            try await scene.expectRefused(saying: "proposal 2 is") { [other] in try await $0.store.cast(other) }
            other = vote
            other.application = "till"
            try await scene.expectRefused(saying: "no epoch yet") { [other] in try await $0.store.cast(other) }
            other = vote
            other.sequence = vote.sequence.next
            try await scene.expectRefused(saying: "sequence") { [other] in try await $0.store.cast(other) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aVoteWithoutAnOpenProposalIsRefused(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            let vote = try await scene.vote(for: 1)
            try await scene.expectRefused(saying: "not open") { try await $0.store.cast(vote) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aWithdrawalHoldsOnlyWhileTheEpochIsUnchanged(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1), .commit(1)]) { scene throws in
            try await scene.expectRefused(saying: "epoch of shop is 2") {
                _ = try await $0.store.withdraw($0.process, application: "shop", epoch: 1)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aWithdrawalOfAnOlderProcessIsRefused(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1)]) { scene throws in
            _ = try await scene.store.register(StoreKind.controller, at: .somewhere)
            try await scene.expectRefused(saying: "replaced") {
                _ = try await $0.store.withdraw($0.process, application: "shop", epoch: 1)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aNewProcessWithdrawsTheVotesOfItsPredecessor(kind: StoreKind) async throws {
        try await kind.withScene([.open(1), .vote(1)]) { scene throws in
            let before = try await scene.shop
            let registration = try await scene.store.register(StoreKind.controller, at: .somewhere)
            let shop = try #require(registration.board.applications["shop"])
            #expect(registration.process.process == scene.process.process.next)
            #expect(shop.votes.isEmpty)
            #expect(shop.openProposal == before.openProposal)
            #expect(shop.sequences["c1"] == before.sequences["c1"]?.next)
            #expect(registration.board.leader == nil)
            #expect(try await scene.board == registration.board)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func theNumberOfAProcessIsNeverGivenTwice(kind: StoreKind) async throws {
        try await kind.withStore { store throws in
            var numbers: [ProcessNumber] = []
            for _ in 1...3 {
                numbers.append(try await store.register(StoreKind.controller, at: .somewhere).process.process)
            }
            #expect(numbers == [1, 2, 3])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func everyProcessLeadsUnderANewTermAndKeepsIt(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            #expect(try await scene.store.campaign(scene.process) == scene.term)
            let next = try await scene.store.register(StoreKind.controller, at: .somewhere).process
            try await scene.expectRefused(saying: "replaced") { _ = try await $0.store.campaign($0.process) }
            #expect(try await scene.store.campaign(next) == scene.term.next)
            try await scene.store.resign(scene.process, term: scene.term)
            #expect(try await scene.board.leader == "c1")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func leaseTermsAreNeverLowered(kind: StoreKind) async throws {
        try await kind.withStore { store throws in
            let none = try await store.register(StoreKind.controller, at: .somewhere).longestTerms
            #expect(none == LeaseTerms(ttl: .zero, fenceTimeout: .zero))
            try await store.raiseLeaseTerms(to: LeaseTerms(ttl: .seconds(5), fenceTimeout: .seconds(2)))
            try await store.raiseLeaseTerms(to: LeaseTerms(ttl: .milliseconds(1500), fenceTimeout: .milliseconds(2500)))
            let longest = try await store.register(StoreKind.controller, at: .somewhere).longestTerms
            #expect(longest == LeaseTerms(ttl: .seconds(5), fenceTimeout: .milliseconds(2500)))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func whatIsLeftToGuardiansIsToldToEveryLaterProcessUntilOneForgetsIt(kind: StoreKind) async throws {
        func left(_ report: ReportNumber) -> HandOver {
            let terms = LeaseTerms(ttl: .seconds(300), fenceTimeout: .seconds(2))
            let guardian = AgentProcess(agent: "db1", process: 3)
            return HandOver([.init(application: "shop", guardian: guardian, epoch: 1, report: report, terms: terms)])
        }
        try await kind.withScene { scene throws in
            let store = scene.store
            try await store.leave(left(7), by: scene.process)
            let second = try await store.register(StoreKind.controller, at: .somewhere)
            #expect(second.handOver == left(7))
            #expect(second.board.handOvers == [StoreKind.controller: left(7)], "whoever leads sees it")
            try await scene.expectRefused(saying: "replaced") { try await $0.store.leave(left(8), by: $0.process) }
            try await scene.expectRefused(saying: "replaced") { try await $0.store.forget(left(7), by: $0.process) }
            try await store.leave(left(9), by: second.process)
            try await store.forget(left(7), by: second.process)
            let third = try await store.register(StoreKind.controller, at: .somewhere)
            #expect(third.handOver == left(9), "an order that comes late forgets nothing else")
            try await store.forget(left(9), by: third.process)
            #expect(try await store.register(StoreKind.controller, at: .somewhere).handOver == HandOver())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func opinionsAreSeenOnTheBoardAndVanishWithTheirProcess(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            let opinion = VerdictOpinion(application: "shop", planVersion: 1, region: "east", verdict: .failed)
            let publication = Publication(number: 1, opinions: [opinion])
            try await scene.store.publish(publication, by: scene.process)
            #expect(try await scene.board.publications == ["c1": publication])
            _ = try await scene.store.register(StoreKind.controller, at: .somewhere)
            #expect(try await scene.board.publications.isEmpty)
            try await scene.expectRefused(saying: "replaced") {
                try await $0.store.publish(publication, by: $0.process)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aPublicationThatWasOvertakenOnItsWayChangesNothing(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            let opinion = VerdictOpinion(application: "shop", planVersion: 1, region: "east", verdict: .failed)
            let (first, second) = (Publication(number: 1, opinions: [opinion]), Publication(number: 2, opinions: []))
            try await scene.store.publish(second, by: scene.process)
            try await scene.store.publish(first, by: scene.process)
            #expect(try await scene.board.publications == ["c1": second])
            let successor = try await scene.store.register(StoreKind.controller, at: .somewhere)
            try await scene.store.publish(first, by: successor.process)
            #expect(try await scene.board.publications == ["c1": first], "each process counts for itself")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aWatcherSeesThePresentBoardFirstAndThenOnlyTheNewest(kind: StoreKind) async throws {
        try await kind.withScene { scene throws in
            var boards = scene.store.boards().makeAsyncIterator()
            let present = await boards.next()
            #expect(try await present == scene.board)
            try await scene.append([.noted("a")])
            try await scene.append([.noted("b")])
            let newest = await boards.next()
            #expect(newest?.position == 4)
        }
    }
}
