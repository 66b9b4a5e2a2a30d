import Domain

/// S2, first half: an epoch moves only on the standing votes of a majority of the controllers.
struct EnoughVotes: Checker {
    let rule = "S2"
    private var standing: [ApplicationID: [ControllerID: Vote]] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .voted(let vote): standing[vote.application, default: [:]][vote.controller] = vote
        case .votesVoid(let application, let controller): standing[application]?[controller] = nil
        case .journalled(let record):
            if case .failover(.epochCommitted(let proposal, _, _)) = record.event { return judge(proposal, world) }
        default: break
        }
        return nil
    }

    private func judge(_ proposal: Proposal, _ world: World) -> String? {
        let votes = (standing[proposal.application] ?? [:]).values.filter {
            $0.proposal == proposal.number && $0.epoch == proposal.epoch
        }
        let set = world.store.state.board.controllerSet
        let voters = Set(votes.map(\.controller))
        guard !set.isMajority(where: voters.contains) else { return nil }
        return "epoch \(proposal.epoch.next) of \(proposal.application) has \(votes.count) votes of \(set.majority)"
    }
}
