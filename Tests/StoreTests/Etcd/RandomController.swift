import Domain
import Ports
import TestSupport

@testable import StoreEtcd

/// What a broken store leaves out of one operation's conditions.
struct Weakness: Sendable, CustomStringConvertible {
    var operation: String
    var part: Part?

    var description: String { "\(operation) without \(part?.key ?? "every application")" }

    func applied<Answer>(to write: StateWrite<Answer>, _ name: String) -> StateWrite<Answer> {
        guard name == operation else { return write }
        var write = write
        if let part { write.scope.reads.remove(part) } else { write.scope.readsEveryApplication = false }
        return write
    }
}

/// A controller that does what it likes, as long as it may be right.
struct RandomController {
    let store: EtcdCoordinationStore
    let id: ControllerID
    let history: EtcdHistory
    var random: SeededGenerator
    var weakness: Weakness?
    private var process: ControllerProcess?
    private var term: Term?

    private static let applications: [ApplicationID] = ["shop", "till"]

    init(
        _ store: EtcdCoordinationStore,
        _ id: ControllerID,
        _ history: EtcdHistory,
        seed: UInt64,
        _ weakness: Weakness?
    ) {
        (self.store, self.id, self.history, self.weakness) = (store, id, history, weakness)
        random = SeededGenerator(seed: seed)
    }

    mutating func run(steps: Int) async throws {
        process = try await perform(
            "register",
            .register(id, at: ControllerPlace(region: "east", address: "\(random.next() % 9)"))
        )
        for _ in 0..<steps { try await step() }
    }

    private mutating func step() async throws {
        guard let process else { return }
        let state = try store.known().state
        if let term, state.board.leader != id || state.board.term != term, random.next() % 2 == 0 { self.term = nil }
        if term == nil, random.next() % 3 == 0 {
            let name = random.next() % 2 == 0 ? "campaign" : "take-over"
            let write: StateWrite<Term?> = name == "campaign" ? .campaign(process) : .takeOver(process)
            if let won = try await perform(name, write) { term = won }
            return
        }
        switch random.next() % 16 {
        case 0:
            self.process =
                try await perform(
                    "register",
                    .register(id, at: ControllerPlace(region: "east", address: "\(random.next() % 9)"))
                ) ?? process
        case 1: try await perform("resign", .resign(process, term: term ?? 1))
        case 2:
            let terms = LeaseTerms(ttl: .milliseconds(random.next() % 9000), fenceTimeout: .seconds(random.next() % 4))
            try await perform("raise", .raiseLeaseTerms(to: terms))
        case 3:
            let verdict: Verdict = random.next() % 2 == 0 ? .failed : .healthy
            let opinion = VerdictOpinion(application: "shop", planVersion: 1, region: "east", verdict: verdict)
            let publication = Publication(number: random.next() % 9, opinions: [opinion])
            try await perform("publish", .publish(publication, by: process))
        case 4...6: try await cast(by: process, in: state)
        case 7, 8:
            let id = anyApplication()
            let epoch = state.board.applications[id]?.assignment.epoch ?? 1
            try await perform("withdraw", .withdraw(process, application: id, epoch: epoch))
        case _:
            guard let term else { return }
            let events = [event(in: state)]
            try await perform("append", .append(events, at: Scene.now, by: process, term: term))
        }
    }

    private mutating func cast(by process: ControllerProcess, in state: CoordinationState) async throws {
        let id = anyApplication()
        guard let board = state.board.applications[id] else { return }
        let vote = Vote(
            controller: process.controller,
            process: process.process,
            sequence: board.sequences[process.controller] ?? 1,
            application: id,
            epoch: board.assignment.epoch,
            proposal: board.openProposal?.number ?? board.lastProposal
        )
        try await perform("cast", .cast(vote))
    }

    private mutating func anyApplication() -> ApplicationID { Self.applications[Int(random.next() % 2)] }

    private mutating func event(in state: CoordinationState) -> JournalEvent {
        let id = anyApplication()
        guard let board = state.board.applications[id] else {
            return .failover(.epochCreated(application: id, epoch: 1, region: "east"))
        }
        switch random.next() % 12 {
        case 0: return .plan((state.planVersions[id] ?? 0).next, of: id)
        case 1: return .freeze(.frozen(application: id, by: "ann", reason: "test", until: nil))
        case 2, 3: return .freeze(.unfrozen(application: id, by: "ann", reason: "test"))
        case 4: return .noted("a note")
        case 5:
            return .controllers(.setChanged(nextSet(after: state.board.controllerSet), by: nil, reason: "test"))
        case _: break
        }
        guard let proposal = board.openProposal else {
            return .failover(.proposalOpened(proposal(board.lastProposal.next, of: id, board.assignment)))
        }
        guard board.votes.count >= state.board.controllerSet.majority || random.next() % 8 == 0 else {
            return random.next() % 8 == 0
                ? .failover(.proposalClosed(application: id, number: proposal.number, reason: "test"))
                : .noted("waiting")
        }
        return .failover(
            .epochCommitted(proposal, planVersion: state.planVersions[id] ?? 1, votes: board.votes.keys.sorted())
        )
    }

    /// A change begins, or is given up or completed.
    private mutating func nextSet(after present: ControllerSetDescription) -> ControllerSetDescription {
        guard let outgoing = present.outgoing else {
            let others: [ControllerID] =
                present.members.contains("c4") ? ["c1", "c2", "c3"] : ["c1", "c2", "c3", "c4"]
            return ControllerSetDescription(
                version: present.version.next,
                members: others,
                outgoing: present.members
            )
        }
        let members = random.next() % 2 == 0 ? outgoing : present.members
        return ControllerSetDescription(version: present.version.next, members: members)
    }

    private func proposal(_ number: ProposalNumber, of id: ApplicationID, _ assignment: Assignment) -> Proposal {
        var proposal = Proposal.shop(number, epoch: assignment.epoch)
        proposal.application = id
        return proposal
    }

    /// Does a write and notes what came of it. A refusal is an answer too.
    @discardableResult
    private func perform<Answer>(_ name: String, _ write: StateWrite<Answer>) async throws -> Answer? {
        let before = try store.known().complete
        let sent = weakness?.applied(to: write, name) ?? write
        do throws(PortError) {
            let done = try await store.perform(sent)
            history.add(write, "\(name) of \(id)", done: done)
            return done.answer
        } catch {
            switch error.code {
            case .conditionFailed:
                let after = try await store.readState().complete
                history.add(write, "\(name) of \(id)", refused: error.message, between: before...after)
                return nil
            case .unavailable: return nil
            case .outcomeUnknown, .rejected, .damaged: throw error
            }
        }
    }
}
