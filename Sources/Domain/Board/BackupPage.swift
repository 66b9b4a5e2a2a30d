/// A part of a backup: some records as they are stored, and how the state stood when they were read.
package struct BackupPage: Hashable, Codable, Sendable {
    package var head: BackupHead
    /// Records in order, each the JSON that was first encoded.
    package var records: [String]

    package init(head: BackupHead, records: [String]) {
        self.head = head
        self.records = records
    }
}

/// What a backup says of the state beside the journal, and where the journal ends.
///
/// The board, the plans and the freezes follow from the journal (``CoordinationState/replay(_:)``); these numbers do not.
package struct BackupHead: Hashable, Codable, Sendable {
    /// Whose backup it is.
    package var controller: ControllerID
    package var at: Timestamp
    /// The last record.
    package var position: JournalPosition
    /// The hash of the chain up to it, in hexadecimal digits.
    package var hash: String
    package var controllers: ControllerSetDescription
    package var processes: [ControllerID: ProcessNumber]
    package var places: [ControllerID: ControllerPlace]
    package var longestTerms: LeaseTerms

    package init(
        controller: ControllerID,
        at time: Timestamp,
        position: JournalPosition,
        hash: String,
        state: CoordinationState
    ) {
        self.controller = controller
        at = time
        self.position = position
        self.hash = hash
        controllers = state.board.controllerSet
        processes = state.processes
        places = state.board.places
        longestTerms = state.longestTerms
    }
}

extension CoordinationState {
    /// Takes in what the journal does not say. To be called when all of it was replayed.
    package mutating func take(_ head: BackupHead) {
        board.controllerSet = head.controllers
        board.places = head.places
        processes = head.processes
        raiseLeaseTerms(to: head.longestTerms)
    }
}
