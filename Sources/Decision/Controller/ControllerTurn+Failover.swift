import Domain
import Runbook

// Failover: from a verdict or an order to a proposal, from votes to a commit (DESIGN 3.1, rules 0 and 4).
extension ControllerTurn {
    /// Looks at all applications, those that go first by their priority first.
    mutating func reviewFailovers() {
        for application in machine.applicationsByPriority { reviewFailover(of: application) }
    }

    /// Looks at one application and does the next thing that its state asks for.
    private mutating func reviewFailover(of application: ApplicationID) {
        guard let state = machine.cluster.applications[application], state.assignment.epoch > 0 else { return }
        if let proposal = state.openProposal {
            machine.wanting[application] = nil
            review(proposal)
        } else if state.isHeld {
            ask(whereActive: state)
        } else {
            if isPlanted(.failsBackByItself), failBack(state) { return }
            // The first that is triggered is the one that counts: two would deny and page in turns.
            for scenario in state.plan.scenarios where reviewTrigger(of: scenario, for: application) { return }
            machine.wanting[application] = nil
        }
    }

    // MARK: Triggers

    private mutating func reviewTrigger(of scenario: Scenario, for application: ApplicationID) -> Bool {
        guard let state = machine.cluster.applications[application], state.openProposal == nil,
            !state.attempted.contains(scenario.id), let verdict = triggeringVerdict(of: scenario, state),
            !(verdict == .unreachable && state.askedToFence.contains(scenario.id))
        else { return false }
        isRecoveryWanted = true
        if scenario.movesRegion {
            let intent = Intent(application: application, cause: .scenario(scenario.id, verdict: verdict))
            machine.wanting[application] = machine.wanting[application] ?? now.instant
            makeWay(for: intent)
            propose(intent)
        } else {
            startInPlace(scenario, for: state)
        }
        return true
    }

    /// The verdict on the active region that a majority of the controllers holds and that starts the scenario.
    private func triggeringVerdict(of scenario: Scenario, _ state: ApplicationState) -> Verdict? {
        let region = state.assignment.region
        guard case .agreed(let verdict)? = machine.commonVerdict(on: region, of: state),
            scenario.when.verdicts.contains(verdict),
            machine.hasStood(scenario.when, on: region, of: state.plan.application, at: now.instant)
        else { return nil }
        let assessment = machine.assessment(of: region, for: state.plan.application)
        // The verdict stands until recovery is certain; but what was kept waiting must not move a region that has healed since.
        let isOver = assessment.map { $0.hasHealed && $0.verdict != verdict } ?? false
        let hasHealed = isOver && !machine.isAloneInSeeingHealthy(region, state, at: now.instant)
        if hasHealed, !isPlanted(.healedRegionsAreMoved) { return nil }
        let failing = assessment?.failingChecks ?? []
        let named = scenario.when.checks
        return named.isEmpty || named.contains(where: failing.contains) ? verdict : nil
    }

    // MARK: Proposals

    mutating func propose(_ intent: Intent) {
        let (target, denials) = bestTarget(for: intent)
        guard let target, denials.isEmpty || isPlanted(.heldFailoverFences) else {
            return hold(intent, target: target, denials)
        }
        open(intent, to: target)
    }

    @discardableResult
    mutating func open(_ intent: Intent, to target: RegionID) -> ProposalNumber? {
        guard let state = machine.cluster.applications[intent.application], state.openProposal == nil else {
            return nil
        }
        let proposal = Proposal(
            number: state.lastProposal.next,
            application: intent.application,
            epoch: state.assignment.epoch,
            source: state.assignment.region,
            target: target,
            cause: intent.cause,
            proof: intent.cause.proof,
            deadline: now.wall + state.plan.detection.proposalDeadline
                + machine.board.longestWaitForHandOver(of: intent.application)
        )
        record(.failover(.proposalOpened(proposal)))
        return proposal.number
    }

    /// A proposal that may not be committed is closed, so that grants go on. A new leader that adopts one first hears everybody:
    /// until then it neither commits nor closes for want of evidence.
    private mutating func review(_ proposal: Proposal) {
        guard let state = machine.cluster.applications[proposal.application] else { return }
        if now.wall >= proposal.deadline {
            return close(proposal, "no commit by \(proposal.deadline)")
        }
        let obstacles = obstacles(to: proposal, state)
        if !obstacles.isEmpty {
            guard hasHeardEverybody(state.plan.detection) else { return }
            return close(proposal, obstacles.joined(separator: "; "))
        }
        let voters = machine.board.voters(for: proposal)
        guard machine.board.controllerSet.isMajority(where: voters.contains) || mayMoveOnFewer(voters, proposal) else {
            return
        }
        commit(proposal, by: voters)
    }

    private func hasHeardEverybody(_ detection: Detection) -> Bool {
        guard let since = machine.leadsSince else { return false }
        return now.instant - since >= detection.silenceAfter + detection.confirm
    }

    /// The gates are looked at again while a proposal is open, at the last just before the commit.
    private func obstacles(to proposal: Proposal, _ state: ApplicationState) -> [String] {
        let intent = Intent(
            application: proposal.application,
            cause: proposal.cause,
            target: proposal.target,
            isProposed: true
        )
        if isPlanted(.gatesAreNotSeenAgain) { return [] }
        if case .declaration = proposal.cause { return obstacles(toDeclaring: state) }
        let denials = bestTarget(for: intent).denials.map(\.description)
        guard case .scenario(let id, _) = proposal.cause else { return denials }
        let verdicts = state.plan.scenario(id)?.when.verdicts ?? []
        let isAgreed = machine.board.isAgreed(
            verdicts,
            on: proposal.source,
            of: proposal.application,
            under: state.planVersion
        )
        if isAgreed { return denials }
        return denials + ["a majority of the controllers no longer holds the verdict"]
    }

    private mutating func close(_ proposal: Proposal, _ reason: String) {
        if isPlanted(.proposalsAreNeverClosed) { return }
        record(.failover(.proposalClosed(application: proposal.application, number: proposal.number, reason: reason)))
        if case .declaration = proposal.cause { return noteGivenUp(declaration: proposal, reason) }
        raise(
            about: proposal.source,
            of: proposal.application,
            "move from \(proposal.source) to \(proposal.target) given up",
            details: [reason]
        )
    }

    /// The epoch and the execution that follows from it are one transaction.
    private mutating func commit(_ proposal: Proposal, by voters: [ControllerID]) {
        if case .declaration = proposal.cause { return commit(declaration: proposal, by: voters) }
        guard let state = machine.cluster.applications[proposal.application],
            let scenario = state.plan.movingScenario(for: proposal.cause)
        else { return close(proposal, "the plan has no runbook for it any more") }
        record(.failover(.epochCommitted(proposal, planVersion: state.planVersion, votes: voters)))
        endWhatGivesWay(in: proposal.application, to: proposal.epoch.next)
        start(
            scenario,
            for: proposal.application,
            from: proposal.source,
            to: proposal.target,
            epoch: proposal.epoch.next,
            kind: proposal.cause.order == nil ? .automatic : .manual
        )
    }

    // MARK: Held

    /// A failover that is wanted but denied is said once, and again only when other gates deny it.
    private mutating func hold(_ intent: Intent, target: RegionID?, _ denials: [Denial]) {
        guard let state = machine.cluster.applications[intent.application] else { return }
        if denials.map(\.gate) == [.mode], let target { return ask(intent, to: target, state) }
        guard state.heldBy.map(\.gate) != denials.map(\.gate) else { return }
        record(.failover(.held(application: intent.application, target: target, denials: denials)))
        guard !waitsForItsTurn(denials, intent, state) else { return }
        raise(
            about: state.assignment.region,
            of: intent.application,
            "failover held",
            details: denials.map(\.description)
        )
    }

    /// What goes on by itself in a moment asks nothing of people: `explain` and `status` say it.
    private func waitsForItsTurn(_ denials: [Denial], _ intent: Intent, _ state: ApplicationState) -> Bool {
        denials.allSatisfy { denial in
            switch denial.gate {
            case .simultaneousFailovers: true
            case .otherExecution: isGivenWay(to: intent, state)
            // The others have come to their verdict a moment before this one.
            case .targetHealthier: isSuspected(state.assignment.region, of: state)
            case .coolDown: state.attempts.isPausing
            case .restored, .freeze, .plan, .mode, .targetHealth, .dataLoss, .readiness: false
            }
        }
    }

    private func isSuspected(_ region: RegionID, of state: ApplicationState) -> Bool {
        let pair = ControllerMachine.JudgedPair(application: state.plan.application, region: region)
        return machine.judges[pair]?.suspected(by: state.plan.detection) != nil
    }

    private mutating func ask(_ intent: Intent, to target: RegionID, _ state: ApplicationState) {
        guard case .scenario(let scenario, let verdict) = intent.cause else { return }
        let cost = loss(in: target, state).map { "; it would lose \($0.summary)" } ?? ""
        put(
            .scenario(scenario, target: target),
            "\(state.assignment.region) is \(verdict.rawValue): move to \(target) by \(scenario)?\(cost)",
            for: state
        )
    }
}

extension FailoverCause {
    /// A region whose agents are heard has to confirm its fence: waiting proves nothing that an answer could not.
    var proof: Proposal.Proof {
        if case .scenario(_, .unreachable) = self { return .confirmationOnly }
        return .confirmationOrWait
    }
}

extension ControllerMachine {
    /// Whether it has held the region for healthy for so long that the others, who do not, will not follow: a gate then says to
    /// people why nothing is moved.
    fileprivate func isAloneInSeeingHealthy(_ region: RegionID, _ state: ApplicationState, at now: Instant) -> Bool {
        let pair = JudgedPair(application: state.plan.application, region: region)
        guard let judge = judges[pair], judge.proven == .healthy, let since = judge.standingSince else { return false }
        return now - since >= state.plan.detection.confirm
    }

    /// Whether the verdict has stood as long as the trigger asks for.
    fileprivate func hasStood(
        _ trigger: Trigger,
        on region: RegionID,
        of application: ApplicationID,
        at now: Instant
    ) -> Bool {
        guard let standing = trigger.standing else { return true }
        guard let since = judges[JudgedPair(application: application, region: region)]?.standingSince else {
            return false
        }
        return now - since >= standing
    }
}
