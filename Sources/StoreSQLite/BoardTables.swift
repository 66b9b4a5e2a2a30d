import Domain
import Foundation
import GRDB
import JournalFormat
import Ports

/// Reads and writes all that the rules look at, but for the opinions, which are kept in memory.
enum BoardTables {
    /// Makes the row of a new store. Its controller set is the controller alone.
    static func create(for controller: ControllerID, as kind: StoreContents, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO store (id, controller, process, term, set_version, longest_ttl_ms, longest_fence_ms, position,
                    head, is_copy)
                VALUES (1, ?, 0, 0, 1, 0, 0, 0, ?, ?)
                """,
            arguments: [controller.rawValue, Data(JournalChain.empty.hash), kind == .copy]
        )
    }

    /// A copy taken for a store would lead with nobody's votes, and a store taken for a copy would lose its own.
    static func refuse(_ database: Database, unless kind: StoreContents, in directory: StoreDirectory) throws {
        guard let isCopy = try Bool.fetchOne(database, sql: "SELECT is_copy FROM store") else { return }
        switch (isCopy, kind) {
        case (true, .copy), (false, .store): return
        case (true, .store):
            throw PortError(
                .rejected,
                "the data directory \(directory) holds a copy of the journal in etcd: name etcd: in controller.yaml, or "
                    + "another data_dir"
            )
        case (false, .copy):
            throw PortError(
                .rejected,
                "the data directory \(directory) holds the store of a single controller: with etcd: name another data_dir"
            )
        }
    }

    /// Whose store it is; `nil` if it is nobody's yet.
    static func controller(in database: Database) throws -> ControllerID? {
        try String.fetchOne(database, sql: "SELECT controller FROM store").map { ControllerID($0) }
    }

    static func load(_ database: Database) throws -> CoordinationState {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM store") else {
            throw PortError(.damaged, "the store has lost the row that says whose it is")
        }
        let controller = ControllerID(try row.value("controller", as: String.self))
        let process: ProcessNumber = try row.counter("process")
        let leading: ProcessNumber? = try row.optionalCounter("leading_process")
        let set = ControllerSetDescription(version: try row.counter("set_version"), members: [controller])
        var state = CoordinationState(
            board: Board(
                controllerSet: set,
                leader: leading.map { _ in controller },
                term: try row.counter("term"),
                position: try row.counter("position")
            ),
            leadingProcess: leading,
            processes: process > 0 ? [controller: process] : [:],
            longestTerms: LeaseTerms(
                ttl: .milliseconds(try row.value("longest_ttl_ms", as: Int64.self)),
                fenceTimeout: .milliseconds(try row.value("longest_fence_ms", as: Int64.self))
            )
        )
        if let left = try row.optionalValue("hand_over", as: Data.self) {
            state.board.handOvers[controller] = try JournalCodec.decode(
                HandOver.self,
                from: Array(left),
                as: "what was left to guardians"
            )
        }
        state.board.applications = try applications(of: controller, in: database)
        for row in try Row.fetchAll(database, sql: "SELECT * FROM plan") {
            state.planVersions[ApplicationID(try row.value("application", as: String.self))] = try row.counter(
                "version"
            )
        }
        for row in try Row.fetchAll(database, sql: "SELECT * FROM freeze") {
            let name = try row.value("application", as: String.self)
            let until = try row.optionalValue("until_ms", as: Int64.self).map { Timestamp(milliseconds: $0) }
            state.freezes[name.isEmpty ? nil : ApplicationID(name)] = CoordinationState.Freeze(until: until)
        }
        return state
    }

    private static func applications(
        of controller: ControllerID,
        in database: Database
    ) throws -> [ApplicationID: ApplicationBoard] {
        var applications: [ApplicationID: ApplicationBoard] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM application") {
            let id = ApplicationID(try row.value("id", as: String.self))
            let open = try row.optionalValue("open_proposal", as: Data.self)
            let assignment = Assignment(
                epoch: try row.counter("epoch"),
                region: RegionID(try row.value("region", as: String.self)),
                activatedEpoch: try row.counter("activated_epoch")
            )
            applications[id] = ApplicationBoard(
                assignment: assignment,
                openProposal: try open.map {
                    try JournalCodec.decode(Proposal.self, from: Array($0), as: "the open proposal of \(id)")
                },
                lastProposal: try row.counter("last_proposal"),
                sequences: [controller: try row.counter("sequence")]
            )
        }
        for row in try Row.fetchAll(database, sql: "SELECT * FROM vote") {
            let id = ApplicationID(try row.value("application", as: String.self))
            applications[id]?.votes[controller] = Vote(
                controller: controller,
                process: try row.counter("process"),
                sequence: try row.counter("sequence"),
                application: id,
                epoch: try row.counter("epoch"),
                proposal: try row.counter("proposal")
            )
        }
        return applications
    }
}
