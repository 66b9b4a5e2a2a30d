import Domain
import Foundation
import GRDB
import JournalFormat
import Ports

extension BoardTables {
    /// Writes what has changed. The position and the hash of the journal's end are written by the journal's trigger.
    static func save(_ new: CoordinationState, replacing old: CoordinationState, in database: Database) throws {
        guard let controller = old.board.controllerSet.members.first, new.board.controllerSet.members == [controller]
        else {
            throw PortError(.rejected, "the embedded store serves one controller: use etcd for a set of three or five")
        }
        if new.numbers != old.numbers { try saveNumbers(new, of: controller, in: database) }
        for (id, application) in new.board.applications where application != old.board.applications[id] {
            try save(application, id, of: controller, in: database)
            if let vote = application.votes[controller], vote != old.board.applications[id]?.votes[controller] {
                try save(vote, in: database)
            }
        }
        for (id, version) in new.planVersions where version != old.planVersions[id] {
            try database.execute(
                sql: """
                    INSERT INTO plan (application, version) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET version = excluded.version
                    """,
                arguments: [id.rawValue, version.stored]
            )
        }
        try saveFreezes(new, replacing: old, in: database)
    }

    private static func saveNumbers(_ state: CoordinationState, of controller: ControllerID, in database: Database)
        throws
    {
        let left = try state.board.handOvers[controller].map {
            Data(try JournalCodec.encode($0, as: "what is left to guardians"))
        }
        try database.execute(
            sql: """
                UPDATE store SET process = ?, term = ?, leading_process = ?, set_version = ?, longest_ttl_ms = ?,
                    longest_fence_ms = ?, hand_over = ?
                """,
            arguments: [
                (state.processes[controller] ?? 0).stored, state.board.term.stored, state.leadingProcess?.stored,
                state.board.controllerSet.version.stored, state.longestTerms.ttl.millisecondsRoundedUp,
                state.longestTerms.fenceTimeout.millisecondsRoundedUp, left,
            ]
        )
    }

    private static func save(
        _ application: ApplicationBoard,
        _ id: ApplicationID,
        of controller: ControllerID,
        in database: Database
    ) throws {
        guard let sequence = application.sequences[controller] else {
            throw PortError(.rejected, "\(id) has no vote sequence of \(controller): the controller has not registered")
        }
        let open = try application.openProposal.map { Data(try JournalCodec.encode($0, as: "proposal \($0.number)")) }
        try database.execute(
            sql: """
                INSERT INTO application
                    (id, epoch, region, activated_epoch, last_proposal, open_number, open_proposal, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET epoch = excluded.epoch, region = excluded.region,
                    activated_epoch = excluded.activated_epoch, last_proposal = excluded.last_proposal,
                    open_number = excluded.open_number, open_proposal = excluded.open_proposal,
                    sequence = excluded.sequence
                """,
            arguments: [
                id.rawValue, application.assignment.epoch.stored, application.assignment.region.rawValue,
                application.assignment.activatedEpoch.stored, application.lastProposal.stored,
                application.openProposal?.number.stored, open, sequence.stored,
            ]
        )
    }

    /// A vote that no longer stands was deleted by the triggers.
    private static func save(_ vote: Vote, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO vote (application, process, sequence, epoch, proposal) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                vote.application.rawValue, vote.process.stored, vote.sequence.stored, vote.epoch.stored,
                vote.proposal.stored,
            ]
        )
    }

    private static func saveFreezes(
        _ new: CoordinationState,
        replacing old: CoordinationState,
        in database: Database
    ) throws {
        for application in old.freezes.keys where new.freezes[application] == nil {
            try database.execute(
                sql: "DELETE FROM freeze WHERE application = ?",
                arguments: [application?.rawValue ?? ""]
            )
        }
        for (application, freeze) in new.freezes where freeze != old.freezes[application] {
            try database.execute(
                sql: """
                    INSERT INTO freeze (application, until_ms) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET until_ms = excluded.until_ms
                    """,
                arguments: [application?.rawValue ?? "", freeze.until?.milliseconds]
            )
        }
    }
}

extension CoordinationState {
    /// What the row of the store holds.
    fileprivate var numbers: [AnyHashable] {
        [board.term, leadingProcess, processes, board.controllerSet, longestTerms, board.handOvers]
    }
}

extension Duration {
    /// Whole milliseconds that are not less: a stored lease term may be longer than what was granted, never shorter.
    fileprivate var millisecondsRoundedUp: Int64 {
        let whole = wholeMilliseconds
        return .milliseconds(whole) < self ? whole + 1 : whole
    }
}
