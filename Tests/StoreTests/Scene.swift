import Domain
import Ports
import TestSupport
import Testing

/// A store in which a controller leads and the application `shop` is active in `east` under epoch 1 and plan version 1.
struct Scene: Sendable {
    /// What may happen before the act that a test is about.
    enum Step: Hashable, Sendable {
        case open(ProposalNumber)
        case close(ProposalNumber)
        case vote(ProposalNumber)
        case withdraw
        case commit(ProposalNumber)
        case restart
        case applyPlan(PlanVersion)
        case freeze(ApplicationID?, until: Timestamp?)
        case unfreeze(ApplicationID?)
    }

    static let application: ApplicationID = "shop"
    static let now = Timestamp(milliseconds: 1_790_000_000_000)

    let store: any CoordinationStore
    var process: ControllerProcess
    var term: Term

    init(_ store: any CoordinationStore, controller: ControllerID = StoreKind.controller) async throws {
        self.store = store
        process = try await store.register(controller, at: .somewhere).process
        term = try #require(try await store.campaign(process))
        try await append([.plan(1), .failover(.epochCreated(application: Self.application, epoch: 1, region: "east"))])
    }

    /// Goes on in a store that has been opened again.
    init(resuming store: any CoordinationStore, _ process: ControllerProcess, term: Term) {
        self.store = store
        self.process = process
        self.term = term
    }

    mutating func take(_ step: Step) async throws {
        switch step {
        case .open(let number): try await append([.failover(.proposalOpened(.shop(number, epoch: epoch)))])
        case .close(let number): try await append([.closed(number)])
        case .vote(let number): try await store.cast(vote(for: number))
        case .withdraw: _ = try await store.withdraw(process, application: Self.application, epoch: epoch)
        case .commit(let number): try await append([.committed(.shop(number, epoch: epoch))])
        case .restart:
            process = try await store.register(process.controller, at: .somewhere).process
            term = try #require(try await store.campaign(process))
        case .applyPlan(let version): try await append([.plan(version)])
        case .freeze(let application, let until):
            try await append([.freeze(.frozen(application: application, by: "ann", reason: "test", until: until))])
        case .unfreeze(let application):
            try await append([.freeze(.unfrozen(application: application, by: "ann", reason: "test"))])
        }
    }

    @discardableResult
    func append(_ events: [JournalEvent]) async throws -> [JournalRecord] {
        try await store.append(events, at: Self.now, by: process, term: term)
    }

    var board: Board {
        get async throws {
            var boards = store.boards().makeAsyncIterator()
            return try #require(await boards.next())
        }
    }

    var shop: ApplicationBoard {
        get async throws { try #require(try await board.applications[Self.application]) }
    }

    var epoch: Epoch {
        get async throws { try await shop.assignment.epoch }
    }

    var journal: [JournalRecord] {
        get async throws { try await store.records(after: 0, limit: 1000) }
    }

    /// The vote that is the right one now.
    func vote(for number: ProposalNumber) async throws -> Vote {
        let shop = try await shop
        return Vote(
            controller: process.controller,
            process: process.process,
            sequence: try #require(shop.sequences[process.controller]),
            application: Self.application,
            epoch: shop.assignment.epoch,
            proposal: number
        )
    }

    /// Expects that an act is refused because a condition does not hold, and that board and journal are as before.
    func expectRefused(
        saying words: String = "",
        sourceLocation: SourceLocation = #_sourceLocation,
        _ act: (Scene) async throws -> Void
    ) async throws {
        let before = (try await board, try await journal)
        let error = await #expect(throws: PortError.self, sourceLocation: sourceLocation) { try await act(self) }
        #expect(error?.code == .conditionFailed, sourceLocation: sourceLocation)
        #expect(
            words.isEmpty || error?.message.contains(words) == true,
            "\(error?.message ?? "")",
            sourceLocation: sourceLocation
        )
        #expect(error?.message.contains("\n") == false, sourceLocation: sourceLocation)
        let after = (try await board, try await journal)
        #expect(before == after, sourceLocation: sourceLocation)
    }
}

extension Proposal {
    static func shop(_ number: ProposalNumber, epoch: Epoch = 1, target: RegionID = "west") -> Proposal {
        Proposal(
            number: number,
            application: Scene.application,
            epoch: epoch,
            source: "east",
            target: target,
            cause: .scenario("region-failure", verdict: .failed),
            proof: .confirmationOrWait,
            deadline: Scene.now + .seconds(60)
        )
    }
}

extension JournalEvent {
    static func plan(_ version: PlanVersion, of application: ApplicationID = Scene.application) -> JournalEvent {
        let plan = Plan(application: application, regions: [PlannedRegion(id: "east", role: .active)])
        return .plan(.applied(version: version, plan: plan, source: "version: 1\n", by: "ann", reason: "test"))
    }

    static func closed(_ number: ProposalNumber) -> JournalEvent {
        .failover(.proposalClosed(application: Scene.application, number: number, reason: "test"))
    }

    static func committed(
        _ proposal: Proposal,
        planVersion: PlanVersion = 1,
        votes: [ControllerID] = [StoreKind.controller]
    ) -> JournalEvent {
        .failover(.epochCommitted(proposal, planVersion: planVersion, votes: votes))
    }

    static func noted(_ text: String) -> JournalEvent { .incident(.noted(id: "i1", text: text, by: nil)) }

    static func members(_ version: ControllerSetVersion, _ members: ControllerID...) -> JournalEvent {
        .controllers(
            .setChanged(ControllerSetDescription(version: version, members: members), by: nil, reason: "test")
        )
    }

    /// The change from one set to another begins.
    static func joint(
        _ version: ControllerSetVersion,
        _ members: [ControllerID],
        from outgoing: [ControllerID]
    ) -> JournalEvent {
        let set = ControllerSetDescription(version: version, members: members, outgoing: outgoing)
        return .controllers(.setChanged(set, by: "ann", reason: "test"))
    }
}
