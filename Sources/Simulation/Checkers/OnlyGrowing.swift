import Domain

/// Epochs, terms and positions only grow, and every hold has a reason that a person can read.
///
/// What is told of a store that was put back, by a restore or by hand, may be told again, once.
struct OnlyGrowing: Checker {
    let rule = "S3"
    private var term: Term = 0
    private var position: JournalPosition = 0
    private var epochs: [ApplicationID: Epoch] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .storeWentBack = event { goBack(to: world.store.state.board) }
        guard case .journalled(let record) = event else { return nil }
        guard record.term >= term else { return "the journal went back from term \(term) to \(record.term)" }
        // What came after the backup is lost, and only that may be.
        if case .controllers(.restored) = record.event {
            position = min(position, JournalPosition(record.position.rawValue - 1))
        }
        guard record.position > position else { return "the journal has position \(record.position) twice" }
        term = record.term
        position = record.position
        switch record.event {
        case .failover(.epochCreated(let application, let epoch, _)): return grow(application, to: epoch)
        case .failover(.epochCommitted(let proposal, _, _)): return grow(proposal.application, to: proposal.epoch.next)
        case .failover(.held(let application, _, let denials)):
            return denials.contains { !$0.description.isEmpty } ? nil : "\(application) is held without a reason"
        default: return nil
        }
    }

    private mutating func goBack(to board: Board) {
        term = min(term, board.term)
        position = min(position, board.position)
        for (application, epoch) in epochs {
            epochs[application] = min(epoch, board.applications[application]?.assignment.epoch ?? 0)
        }
    }

    private mutating func grow(_ application: ApplicationID, to epoch: Epoch) -> String? {
        let old = epochs[application] ?? 0
        epochs[application] = epoch
        return epoch > old ? nil : "\(application) went from epoch \(old) to \(epoch)"
    }
}
