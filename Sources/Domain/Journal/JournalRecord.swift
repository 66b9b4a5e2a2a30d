/// One entry of the journal: an event, who wrote it, when, and under which leadership.
package struct JournalRecord: Hashable, Codable, Sendable {
    package var position: JournalPosition
    package var term: Term
    package var controller: ControllerID
    package var at: Timestamp
    package var event: JournalEvent

    package init(
        position: JournalPosition,
        term: Term,
        controller: ControllerID,
        at time: Timestamp,
        event: JournalEvent
    ) {
        self.position = position
        self.term = term
        self.controller = controller
        at = time
        self.event = event
    }
}
