import Domain
import Runbook

// After a restore: nothing is done for an application until a person has said where it is active (DESIGN 3.1, rule 8).
extension ControllerTurn {
    /// What was under way when the backup was made is not gone on with: nobody knows how far it came.
    mutating func endExecutionsOfEarlierLife() {
        guard let restoration = machine.cluster.restoration else { return }
        for execution in machine.cluster.openExecutions where execution.state.header.epoch < restoration.heldEpoch {
            advance(execution.id, .superseded(by: restoration.heldEpoch))
        }
    }

    /// Every keeper grants nothing up to the held epoch.
    mutating func tellHold(of application: ApplicationID) {
        tell(application, .holdChanged(machine.cluster.applications[application]?.heldEpoch ?? 0))
    }

    // MARK: The question

    /// Asked once, when whoever can tell something of the time after the backup has had time to.
    mutating func ask(whereActive state: ApplicationState) {
        let application = state.plan.application
        if isPlanted(.restoreAsksNobody) {
            return declare(state, state.assignment.region, by: "nobody", "the backup says so")
        }
        let subject = IncidentSubject.restored(application)
        guard machine.cluster.openIncident(about: subject) == nil, let since = machine.leadsSince,
            since + state.plan.detection.silenceAfter <= now.instant
        else { return }
        raise(
            subject,
            "\(application): the control plane was restored; say which region is active",
            details: whatIsKnown(of: state) + [
                "nothing is granted and nothing moves until: holdfast declare \(application) --active REGION --reason …"
            ]
        )
    }

    private func whatIsKnown(of state: ApplicationState) -> [String] {
        guard let before = state.assignmentOfBackup else { return ["the backup does not know it, and agents do"] }
        let claims = machine.keepers[state.plan.application]?.claims(above: before.epoch) ?? []
        let news = claims.map { "agent \($0.agent) knows of epoch \($0.epoch): it was moved after the backup" }
        return ["the backup has it in \(before.region) under epoch \(before.epoch)"] + news
    }

    /// What stands in DNS helps to answer; it is changed when the answer is there.
    mutating func noteDNSOfHeld(_ state: ApplicationState, _ group: DNSGroupID, _ details: [String]) {
        guard let incident = machine.cluster.openIncident(about: .restored(state.plan.application)) else { return }
        let text = "DNS \(group): \(details.joined(separator: "; "))"
        record(.incident(.noted(id: incident.id, text: text, by: nil)))
    }

    // MARK: The answer

    mutating func declare(
        _ application: ApplicationID,
        activeIn region: RegionID,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        guard let state = machine.cluster.applications[application] else {
            return answer(request, .usage, "there is no plan for \(application)")
        }
        guard let planned = state.plan.region(region), planned.role != .witness else {
            return answer(request, .usage, "\(application) cannot be active in \(region): its plan does not let it be")
        }
        guard state.isHeld else {
            let (active, epoch) = (state.assignment.region, state.assignment.epoch)
            let text =
                "\(application) is active in \(active) (epoch \(epoch)), and nobody asks: holdfast switchover moves it"
            return answer(request, .refused, text)
        }
        guard state.openProposal == nil else {
            return answer(request, .refused, "that was said already: see holdfast status")
        }
        let obstacles = obstacles(toDeclaring: state)
        guard obstacles.isEmpty else { return answer(request, .refused, obstacles.joined(separator: "; ")) }
        declare(state, region, by: name, reason)
        let wait = longestWait(of: state)
        answer(
            request,
            .done,
            "\(application) will be active in \(region) when every lease of before has run out (at most \(wait.text) from now)"
        )
    }

    /// Nobody knows what was left to guardians after the backup was made.
    private func longestWait(of state: ApplicationState) -> Duration {
        max(machine.registration.longestTerms.longestHold, state.plan.detection.handOver.longestHold)
    }

    /// The answer is voted on like a move: by its vote a controller says that nothing is alive of what a process of it granted
    /// before the restore (rule 6), and a majority says it of every guardian.
    private mutating func declare(
        _ state: ApplicationState,
        _ region: RegionID,
        by name: OperatorName,
        _ reason: String
    ) {
        let wait = longestWait(of: state) + state.plan.detection.proposalDeadline
        let proposal = Proposal(
            number: state.lastProposal.next,
            application: state.plan.application,
            epoch: state.assignment.epoch,
            source: state.assignment.region,
            target: region,
            cause: .declaration(OperatorOrder(by: name, reason: reason)),
            proof: .confirmationOrWait,
            deadline: now.wall + wait
        )
        record(.failover(.proposalOpened(proposal)))
    }

    /// What keeps an answer from being taken: neither verdicts nor readiness, since nothing is moved by it.
    func obstacles(toDeclaring state: ApplicationState) -> [String] {
        let application = state.plan.application
        var obstacles: [String] = []
        if let freeze = machine.cluster.freeze(of: application, at: now.wall) {
            obstacles.append("frozen by \(freeze.by): \(freeze.reason); holdfast unfreeze first")
        }
        let claims = machine.keepers[application]?.guardiansAhead ?? []
        obstacles += claims.map { claim in
            "agent \(claim.agent) says epoch \(claim.epoch), which is later than the restore: drain it if it is wrong, or "
                + "restore again where the clock is right"
        }
        return obstacles
    }

    mutating func noteGivenUp(declaration proposal: Proposal, _ reason: String) {
        let application = proposal.application
        raise(
            .restored(application),
            "\(application): that it is active in \(proposal.target) was not agreed upon; say it again",
            details: [reason]
        )
    }

    /// No runbook leads there: what a person says is active is activated, and DNS is looked at and set right.
    mutating func commit(declaration proposal: Proposal, by voters: [ControllerID]) {
        let application = proposal.application
        guard let version = machine.cluster.applications[application]?.planVersion else { return }
        record(.failover(.epochCommitted(proposal, planVersion: version, votes: voters)))
        record(.failover(.epochActivated(application: application, epoch: proposal.epoch.next)))
        settle(.restored(application), "\(proposal.cause.summary): active in \(proposal.target)")
    }
}

extension ControllerMachine {
    /// Why nothing is done for an application since a restore.
    func hold(on state: ApplicationState) -> String? {
        guard state.isHeld else { return nil }
        let application = state.plan.application
        return
            "the control plane was restored: say where it is active (holdfast declare \(application) --active REGION)"
    }
}
