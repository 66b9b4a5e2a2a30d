import Domain
import Foundation
import JournalFormat
import Ports

extension StateImage {
    /// What a decision has made of the state.
    ///
    /// - Parameters:
    ///   - new: the state after it.
    ///   - entries: what the decision adds to the journal, as it is stored.
    /// - Returns: the new value of every part that differs, `nil` for one that is to go.
    /// - Throws: ``PortError`` `.rejected` for what cannot be written.
    func changes(to new: CoordinationState, adding entries: [StoredEntry]) throws(PortError) -> [Part: Data?] {
        var changes: [Part: Data?] = [:]
        let (old, board) = (state, new.board)
        if (old.board.term, old.board.leader, old.leadingProcess) != (board.term, board.leader, new.leadingProcess) {
            let stored = StoredLeadership(term: board.term, leader: board.leader, process: new.leadingProcess)
            changes[.leadership] = try Self.encode(stored)
        }
        if let last = entries.last {
            let end = JournalChain(position: last.position, hash: last.hash)
            changes[.journalEnd] = try Self.encode(StoredJournalEnd(end))
        }
        let controllers = try Self.encode(StoredControllers(new))
        if try controllers != Self.encode(StoredControllers(old)) { changes[.controllers] = controllers }
        if (old.planVersions, old.freezes) != (new.planVersions, new.freezes) {
            changes[.plans] = try Self.encode(StoredPlans(new))
        }
        for (id, application) in board.applications where application != old.board.applications[id] {
            changes[.application(id)] = try Self.encode(application)
        }
        for (id, publication) in board.publications where publication != old.board.publications[id] {
            changes[.opinion(id)] = try Self.encode(publication)
        }
        for id in old.board.publications.keys where board.publications[id] == nil {
            changes.updateValue(nil, forKey: .opinion(id))
        }
        return changes
    }

    static func encode(_ value: some Encodable) throws(PortError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return try encoder.encode(value) } catch {
            throw PortError(.rejected, "a part of the state cannot be written as JSON: \(error)")
        }
    }
}
