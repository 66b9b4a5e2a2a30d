import Domain

/// How far an ordered move is, as the cluster's status tells.
enum MoveStage: Hashable, Sendable {
    /// The proposal stands: controllers vote as soon as no guardian can write any more.
    case proposed(Proposal)
    /// The epoch has moved; its runbook is not open, either not yet or not any more.
    case committed(Epoch)
    case running(ExecutionID)
    /// The proposal was closed and the epoch has not moved.
    case closed
    /// This controller knows nothing of the application.
    case unknown

    init(of move: MoveView, in status: StatusView) {
        guard let application = status.applications.first(where: { $0.application == move.application }) else {
            self = .unknown
            return
        }
        if application.epoch > move.epoch {
            let execution = status.openExecutions.first { $0.application == move.application && $0.epoch > move.epoch }
            self = execution.map { .running($0.id) } ?? .committed(application.epoch)
        } else if let proposal = application.openProposal, proposal.number == move.proposal {
            self = .proposed(proposal)
        } else {
            self = .closed
        }
    }

    /// What to tell when the stage is reached.
    var line: StyledText? {
        switch self {
        case .proposed(let proposal):
            StyledText(
                "proposal \(proposal.number) is open: waiting until \(proposal.source) can write no more",
                .accent
            )
        case .committed(let epoch): StyledText("epoch \(epoch) is committed", .good)
        case .running, .closed, .unknown: nil
        }
    }
}
