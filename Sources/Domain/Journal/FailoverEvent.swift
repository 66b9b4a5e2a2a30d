/// What is remembered of where an application is active, and of every attempt to move it (DESIGN 3.1).
package enum FailoverEvent: Hashable, Codable, Sendable {
    /// The first epoch of an application, made by the first apply of its plan.
    case epochCreated(application: ApplicationID, epoch: Epoch, region: RegionID)
    case verdictTaken(application: ApplicationID, region: RegionID, verdict: Verdict, evidence: [String])
    case proposalOpened(Proposal)
    case proposalClosed(application: ApplicationID, number: ProposalNumber, reason: String)
    /// The epoch moved from the proposal's to the next, on these votes.
    case epochCommitted(Proposal, planVersion: PlanVersion, votes: [ControllerID])
    case epochActivated(application: ApplicationID, epoch: Epoch)
    case held(application: ApplicationID, target: RegionID?, denials: [Denial])
}

extension FailoverEvent {
    var application: ApplicationID {
        switch self {
        case .proposalOpened(let proposal), .epochCommitted(let proposal, _, _): proposal.application
        case .epochCreated(let application, _, _), .verdictTaken(let application, _, _, _),
            .proposalClosed(let application, _, _), .epochActivated(let application, _), .held(let application, _, _):
            application
        }
    }

    var summary: String {
        switch self {
        case .epochCreated(let application, let epoch, let region): "\(application) begins in \(region), epoch \(epoch)"
        case .verdictTaken(_, let region, let verdict, _): "\(region) is \(verdict.rawValue)"
        case .proposalOpened(let proposal):
            "proposal \(proposal.number): \(proposal.application) from \(proposal.source) to \(proposal.target), \(proposal.cause.summary)"
        case .proposalClosed(let application, let number, let reason):
            "proposal \(number) of \(application) closed: \(reason)"
        case .epochCommitted(let proposal, _, let votes):
            "epoch \(proposal.epoch.next): \(proposal.application) is active in \(proposal.target), by the votes of \(votes.map(\.rawValue).joined(separator: ", "))"
        case .epochActivated(let application, let epoch): "\(application) activated under epoch \(epoch)"
        case .held(let application, let target, let denials):
            "failover of \(application)\(target.map { " to \($0)" } ?? "") held: \(denials.map(\.description).joined(separator: "; "))"
        }
    }
}
