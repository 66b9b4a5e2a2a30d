/// The controllers: who leads, who has a say, and how far a change of them is.
package struct ControllersView: Hashable, Codable, Sendable {
    /// What a controller is to the set.
    package enum Role: String, Hashable, Codable, Sendable {
        case member
        /// In the new set of a change only.
        case joining
        /// In the old set of a change only.
        case leaving
        /// It runs and grants, but has no say.
        case outside
    }

    package struct Entry: Hashable, Codable, Sendable {
        package var id: ControllerID
        package var role: Role
        /// It publishes what it sees, so it runs and reaches the store.
        package var isThere: Bool
        /// The applications for whose open proposals its vote stands.
        package var votes: [ApplicationID]
        /// Whether it has recorded that none of its grants under the old set alone is alive; `nil` where it need not.
        package var hasEndedOldGrants: Bool?

        package init(id: ControllerID, role: Role, isThere: Bool, votes: [ApplicationID], hasEndedOldGrants: Bool?) {
            self.id = id
            self.role = role
            self.isThere = isThere
            self.votes = votes
            self.hasEndedOldGrants = hasEndedOldGrants
        }
    }

    /// The controller that answers, and its process.
    package var asked: ControllerID
    package var process: ProcessNumber
    package var leader: ControllerID?
    package var leaderSince: Timestamp?
    package var term: Term
    /// The last record of the journal.
    package var position: JournalPosition
    package var setVersion: ControllerSetVersion
    package var controllers: [Entry]

    package init(
        asked: ControllerID,
        process: ProcessNumber,
        leader: ControllerID?,
        leaderSince: Timestamp?,
        term: Term,
        position: JournalPosition,
        setVersion: ControllerSetVersion,
        controllers: [Entry]
    ) {
        self.asked = asked
        self.process = process
        self.leader = leader
        self.leaderSince = leaderSince
        self.term = term
        self.position = position
        self.setVersion = setVersion
        self.controllers = controllers
    }
}
