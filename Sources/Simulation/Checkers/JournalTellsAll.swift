import Decision
import Domain

/// S4: no acknowledged record is lost, and what the journal tells is what the store stands by.
struct JournalTellsAll: Checker {
    let rule = "S4"
    private var told = ClusterState()

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .storeWentBack = event {
            begin(with: world.store.journal, before: world.store.state.board.position.next)
        }
        guard case .journalled(let record) = event else { return nil }
        if case .controllers(.restored) = record.event { begin(with: world.store.journal, before: record.position) }
        guard record.position == told.position.next else {
            return "after record \(told.position) comes \(record.position)"
        }
        told.apply(record.event, at: record.at)
        // The store has taken the whole transaction when its first record is told.
        guard record.position == world.store.journal.last?.position, let application = record.event.application else {
            return nil
        }
        return compare(application, world)
    }

    /// What came after the backup is lost.
    private mutating func begin(with journal: [JournalRecord], before position: JournalPosition) {
        told = ClusterState()
        for record in journal where record.position < position { told.apply(record.event, at: record.at) }
    }

    private func compare(_ application: ApplicationID, _ world: World) -> String? {
        guard let state = told.applications[application],
            let board = world.store.state.board.applications[application]
        else { return nil }
        if state.assignment.epoch != board.assignment.epoch || state.assignment.region != board.assignment.region {
            return "the journal has \(application) in \(state.assignment), the store in \(board.assignment)"
        }
        guard state.openProposal?.number != board.openProposal?.number else { return nil }
        return "the journal and the store differ about the open proposal of \(application)"
    }
}
