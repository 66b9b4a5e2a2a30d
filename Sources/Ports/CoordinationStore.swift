import Domain

/// Where controllers meet: leadership, votes and the journal, in one linearisable and durable place (DESIGN 2).
///
/// Every write is one transaction. Conditions are checked in that transaction, never before it.
package protocol CoordinationStore: Sendable {
    /// The first act of a controller process (DESIGN 3.1, rule 6), in one transaction: takes the next process number, writes
    /// the next vote sequence for every application so that every vote of a predecessor is withdrawn and a late one is
    /// refused, notes where the controller stands, and reads the board.
    func register(_ controller: ControllerID, at place: ControllerPlace) async throws(PortError) -> Registration

    /// Tries to become leader, or to stay it. Returns the term while this process leads, `nil` while another does.
    ///
    /// A leader calls it again and again: a store for several controllers gives the leadership of a silent one away.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when this is not the newest process of its controller, which must then end,
    ///   or the controller is not in the set.
    func campaign(_ process: ControllerProcess) async throws(PortError) -> Term?

    /// Gives leadership up.
    func resign(_ process: ControllerProcess, term: Term) async throws(PortError)

    /// Appends events under the term, in one transaction with what they mean for the board:
    ///
    /// - `failover.proposalOpened`: its epoch is the committed one, no other is open for the application, its number is the next.
    /// - `failover.proposalClosed`: it is open; all its votes are void.
    /// - `failover.epochCommitted`: the proposal is open, its epoch is the committed one, the plan version is the applied one, nothing
    ///   is frozen for the application at the time given, and the votes that it names stand and are of a majority of the
    ///   controller set. The proposal is then over.
    /// - `failover.epochCreated`: the application has no epoch yet.
    /// - `failover.epochActivated`: the epoch is the committed one.
    /// - `plan.applied`: the version is the next.
    /// - `controllers.setChanged`: the version is the next; from a stable set to a joint one that holds it, while no proposal is
    ///   open; from a joint one to its new set, when a majority of the outgoing one has recorded that its old grants have
    ///   ended, or back to the outgoing one. A leader that is in it no more leads no more.
    ///
    /// - Returns: the records as they are stored.
    /// - Throws: ``PortError/Code/conditionFailed`` when the term is no longer this process's or one of the above does not
    ///   hold, and nothing is written; `.outcomeUnknown` when it may have been written; `.damaged` or `.unavailable`.
    func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord]

    /// Writes a vote, if process, sequence, epoch and proposal are still the current ones.
    func cast(_ vote: Vote) async throws(PortError)

    /// Withdraws whatever vote stands, if the epoch is unchanged, and makes the next sequence current even where none stands.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when the epoch has moved.
    func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence

    /// Stores the longest lease terms that are granted from now on, before they are granted. Terms are never lowered.
    func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError)

    /// Stores what this controller leaves to guardians when it stops by plan, before it gives it to them, in place of what was
    /// stored.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when this is not the newest process of its controller.
    func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError)

    /// Forgets what processes of this controller have left, of which this one knows that all has ended. What was left since
    /// stays.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when this is not the newest process of its controller.
    func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError)

    /// Takes down that no grant of this controller under a set before the version is alive, if that set is the present one and is
    /// replacing this controller's (DESIGN 3.1, rule 7). A store keeps it with the set: the next change of the set voids it.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when this is not the newest process of its controller or the set is another.
    func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError)

    /// Publishes what this controller holds of the regions; vanishes with the process. One that arrives after a later one
    /// changes nothing.
    func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError)

    /// The board, whenever it changed; the present one first. Only the newest is kept for a slow reader.
    func boards() -> AsyncStream<Board>

    /// Records after a position, in order, at most `limit`.
    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord]
}

/// What a controller process knows after its first act.
package struct Registration: Hashable, Sendable {
    package var process: ControllerProcess
    package var board: Board
    /// The longest lease terms ever stored: what unknown guardians may have been granted.
    package var longestTerms: LeaseTerms

    package init(process: ControllerProcess, board: Board, longestTerms: LeaseTerms) {
        self.process = process
        self.board = board
        self.longestTerms = longestTerms
    }

    /// What processes of this controller before have left to guardians.
    package var handOver: HandOver { board.handOvers[process.controller] ?? HandOver() }
}
