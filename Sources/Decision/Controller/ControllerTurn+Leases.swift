import Domain

// Leases and votes: the board, the keepers, and what this controller agrees to.
extension ControllerTurn {
    mutating func learn(_ board: Board) {
        machine.board = board
        for application in board.applications.keys.sorted() {
            guard let newer = board.applications[application] else { continue }
            addKeeperIfMissing(of: application, newer)
            machine.keepers[application]?.adopt(board.controllerSet, at: now.instant)
            tell(application, .boardChanged(newer))
        }
        agreeOrNot()
        tellEndOfOldGrants()
        guard machine.isLeader else { return }
        completeSetChange()
        recordVerdicts()
        reviewFailovers()
        sendGathered()
    }

    private mutating func addKeeperIfMissing(of application: ApplicationID, _ board: ApplicationBoard) {
        guard machine.keepers[application] == nil else { return }
        machine.keepers[application] = LeaseKeeper(
            application: application,
            registration: machine.registration,
            board: board,
            at: machine.startedAt
        )
        tell(application, .drainsChanged(machine.cluster.drained))
        tellHold(of: application)
        if let plan = machine.cluster.applications[application]?.plan { refreshGuarding(by: plan) }
    }

    /// A new plan: other lease terms perhaps, and what was seen under the old one proves nothing.
    mutating func takeUp(_ plan: Plan) {
        refreshGuarding(by: plan)
        tellHold(of: plan.application)
        guard let position = machine.cluster.applications[plan.application]?.planPosition else { return }
        let assignment = machine.cluster.assignmentVersion(at: position)
        for agent in machine.agents.keys {
            machine.agents[agent]?.forgetChecks(of: plan.application, before: assignment)
        }
        for pair in machine.judges.keys where pair.application == plan.application {
            machine.judges[pair]?.loseSight()
        }
    }

    private mutating func refreshGuarding(by plan: Plan) {
        let guarding: LeaseKeeper.Guarding =
            switch plan.fencing {
            case .lease: .leases(plan.detection.lease, handOver: plan.detection.handOver)
            case .none: .nothing
            }
        tell(plan.application, .guardingChanged(guarding))
    }

    mutating func tell(_ application: ApplicationID, _ event: LeaseKeeper.Event) {
        let effects = machine.keepers.change(application) { $0.handle(event, at: now.instant) } ?? []
        carryOut(effects, of: application)
    }

    /// The tick comes often enough to wake everybody, so that an order to be woken needs no timer; it ends a rest.
    mutating func carryOut(_ effects: [LeaseKeeper.Effect], of application: ApplicationID) {
        for effect in effects {
            switch effect {
            case .cast, .withdraw, .raiseTerms: orderNow(.lease(application, effect))
            case .wake(let instant):
                keepersWakeAt = min(keepersWakeAt ?? instant, instant)
                if let rest = machine.rest { machine.rest?.until = min(rest.until, instant) }
            }
        }
    }

    /// Says to every keeper whether this controller wants the epoch to end, by its own evidence or on a person's word.
    mutating func agreeOrNot() {
        for application in machine.keepers.keys {
            guard let proposal = machine.board.applications[application]?.openProposal else { continue }
            tell(application, .agreed(proposal.number, agrees(to: proposal)))
        }
    }

    private func agrees(to proposal: Proposal) -> Bool {
        guard proposal.deadline > now.wall else { return false }
        switch proposal.cause {
        case .failover, .switchover, .failback, .declaration: return true
        case .scenario(let id, _):
            guard let scenario = machine.cluster.applications[proposal.application]?.plan.scenario(id),
                let verdict = machine.standingVerdict(on: proposal.source, of: proposal.application)
            else { return false }
            return scenario.when.verdicts.contains(verdict)
        }
    }
}
