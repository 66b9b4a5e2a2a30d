import Domain
import Foundation
import JournalFormat
import Ports

/// What is known of the state in etcd, each part at the revision at which it was last changed.
///
/// Of two values of one part the one of the higher revision wins, so that answers, own writes and the watch may come in any
/// order.
struct StateImage: Sendable {
    private(set) var state: CoordinationState
    private(set) var journalEnd: JournalChain
    /// How far each controller's copy of the journal goes.
    private(set) var copies: [ControllerID: JournalPosition] = [:]
    /// The revision at which each part was last changed, or vanished.
    private(set) var revisions: [Part: Int64] = [:]
    /// The parts that are there.
    private(set) var present: Set<Part> = []
    /// The revision of everything up to which nothing is missing.
    private(set) var complete: Int64 = 0

    /// Nothing is known yet.
    init() {
        state = CoordinationState(board: Board())
        journalEnd = .empty
    }

    /// The revision that a part must still have for what was decided on it to hold; 0 for one that is not there.
    func revision(of part: Part) -> Int64 { present.contains(part) ? revisions[part] ?? 0 : 0 }

    /// The last change that is known of any part that is there.
    var newest: Int64 { present.map { revision(of: $0) }.max() ?? 0 }

    /// Takes in a value, or that there is none any more, if that is news.
    ///
    /// - Throws: ``PortError`` `.damaged` for what cannot be read or must not have gone.
    mutating func take(_ part: Part, _ value: Data?, at revision: Int64) throws(PortError) {
        guard revision > revisions[part] ?? 0 else { return }
        if let value {
            try read(value, as: part)
            present.insert(part)
        } else {
            guard part.mayVanish || !present.contains(part) else {
                throw PortError(.damaged, "somebody has deleted the key \(part) in etcd: restore it (holdfast restore)")
            }
            if case .opinion(let controller) = part { state.board.publications[controller] = nil }
            present.remove(part)
        }
        revisions[part] = revision
    }

    /// Takes in the whole state as it was at a revision: what is not in it was not there.
    mutating func take(_ values: [(Part, Data, Int64)], completeAt revision: Int64) throws(PortError) {
        for (part, value, changed) in values { try take(part, value, at: changed) }
        for part in present.subtracting(values.map(\.0)) { try take(part, nil, at: revision) }
        complete(to: revision)
    }

    /// Notes that every change up to a revision was taken in.
    mutating func complete(to revision: Int64) { complete = max(complete, revision) }

    private mutating func read(_ value: Data, as part: Part) throws(PortError) {
        switch part {
        case .leadership: try readLeadership(try decode(StoredLeadership.self, value, part))
        case .beat: break
        case .journalEnd:
            guard let chain = try decode(StoredJournalEnd.self, value, part).chain else { throw unreadable(part) }
            guard chain.position >= journalEnd.position else { throw goneBack(part) }
            journalEnd = chain
            state.board.position = chain.position
        case .controllers:
            let stored = try decode(StoredControllers.self, value, part)
            guard stored.set.version >= state.board.controllerSet.version else { throw goneBack(part) }
            state.board.controllerSet = stored.set
            state.board.oldGrantsEnded = Set(stored.oldGrantsEnded ?? [])
            state.processes = stored.processes
            state.board.places = stored.places
            state.longestTerms = stored.longestTerms
            state.board.handOvers = stored.handOvers ?? [:]
        case .plans:
            let stored = try decode(StoredPlans.self, value, part)
            state.planVersions = stored.versions
            state.freezes = stored.freezesByScope
        case .application(let id):
            let stored = try decode(ApplicationBoard.self, value, part)
            if let known = state.board.applications[id], stored.assignment.epoch < known.assignment.epoch {
                throw goneBack(part)
            }
            state.board.applications[id] = stored
        case .opinion(let controller):
            // It binds nobody: what another version has written in words of its own is as good as nothing.
            state.board.publications[controller] = try? decode(Publication.self, value, part)
        case .copy(let controller): copies[controller] = try decode(StoredCopy.self, value, part).position
        }
    }

    private mutating func readLeadership(_ stored: StoredLeadership) throws(PortError) {
        guard stored.term >= state.board.term else { throw goneBack(.leadership) }
        state.board.term = stored.term
        state.board.leader = stored.leader
        state.leadingProcess = stored.process
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ value: Data, _ part: Part) throws(PortError) -> Value {
        do { return try JSONDecoder().decode(type, from: value) } catch { throw unreadable(part) }
    }

    private func unreadable(_ part: Part) -> PortError {
        PortError(
            .damaged,
            "the key \(part) in etcd cannot be read: a newer version wrote it (run that one), or somebody else (holdfast restore)"
        )
    }

    private func goneBack(_ part: Part) -> PortError {
        PortError(.damaged, "the key \(part) in etcd has gone back: somebody else has written it. Run holdfast restore")
    }
}
