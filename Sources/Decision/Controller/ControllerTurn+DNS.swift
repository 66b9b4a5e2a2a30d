import Domain

// DNS between failovers: what stands there is compared with the committed epoch, and set right (DESIGN 3.4).
extension ControllerTurn {
    mutating func watchDNS() {
        for application in machine.applicationsByPriority {
            guard let state = machine.cluster.applications[application], isQuiet(state) else { continue }
            for group in state.plan.dns where state.adoptedDNS.contains(group.id) {
                let key = DNSWatch.Key(application: application, group: group.id)
                guard machine.dnsWatch.isDue(key, at: now.instant) else { continue }
                orderNow(.lookAtDNS(machine.dnsTask(group, state)))
            }
        }
    }

    /// Repair uses the committed epoch, only while no execution of the application is open.
    private func isQuiet(_ state: ApplicationState) -> Bool {
        state.openProposal == nil && machine.cluster.openExecution(of: state.plan.application) == nil
    }

    mutating func note(_ sight: DNSSight, of task: DNSTask, isAfterRepair: Bool) {
        guard machine.isLeader, let state = machine.cluster.applications[task.application], isQuiet(state),
            state.assignment.epoch == task.token.epoch
        else { return }
        let subject = IncidentSubject.dns(task.group.id, task.application)
        let key = DNSWatch.Key(application: task.application, group: task.group.id)
        let isKnown = machine.dnsWatch.isSaid(sight, of: key)
        switch sight {
        case .asWanted:
            guard machine.cluster.openIncident(about: subject) != nil else { return }
            record(.dns(.repaired(application: task.application, group: task.group.id, epoch: task.token.epoch)))
            settle(subject, "DNS says what epoch \(task.token.epoch) says")
        case .drifted(let details) where state.isHeld: if !isKnown { noteDNSOfHeld(state, task.group.id, details) }
        case .drifted(let details) where !mayBeRepaired(state):
            if !isKnown { noteDrift(task, subject, "is left as it is", details, advice: neverActivated(state)) }
        case .drifted(let details):
            if !isKnown { noteDrift(task, subject, "drifted; it is set right", details) }
            // What a repair did not mend is tried again at the next look, not at once.
            if !isAfterRepair { order(.repairDNS(task)) }
        case .untouchable(let details):
            if !isKnown { noteDrift(task, subject, "drifted and may not be touched", details) }
        case .unseen(let reason):
            if !isKnown {
                raise(subject, "\(task.application): DNS \(task.group.id) cannot be read", details: [reason])
            }
        }
    }

    /// Where the runbook never came to activate its target, nobody knows whether customers can be served there.
    private func mayBeRepaired(_ state: ApplicationState) -> Bool {
        state.assignment.isActivated || isPlanted(.dnsIsRepairedBeforeActivation)
    }

    /// What people have to know of an epoch whose runbook ended before its `activate`, and how to go on.
    func neverActivated(_ state: ApplicationState) -> [String] {
        let (application, assignment) = (state.plan.application, state.assignment)
        let elsewhere = state.plan.targets(from: assignment.region).first.map { " --to \($0)" } ?? ""
        return [
            "epoch \(assignment.epoch) in \(assignment.region) was never activated: /active answers 503, DNS is not changed",
            "move it again: holdfast switchover \(application)\(elsewhere) --reason …; from there it may be moved back",
        ]
    }

    private mutating func noteDrift(
        _ task: DNSTask,
        _ subject: IncidentSubject,
        _ what: String,
        _ details: [String],
        advice: [String] = []
    ) {
        record(.dns(.drifted(application: task.application, group: task.group.id, details: details)))
        raise(subject, "\(task.application): DNS \(task.group.id) \(what)", details: details + advice)
    }

    // MARK: The key

    /// The clock is measured ahead: a key that is refused only when the records have to change is too late.
    mutating func watchDNSClocks() {
        for application in machine.applicationsByPriority {
            guard let state = machine.cluster.applications[application], state.assignment.epoch > 0 else { continue }
            for group in state.plan.dns {
                let key = DNSWatch.Key(application: application, group: group.id)
                guard machine.dnsWatch.isClockDue(key, at: now.instant) else { continue }
                orderNow(.measureDNSClock(machine.dnsTask(group, state)))
            }
        }
    }

    mutating func note(_ reading: DNSClockReading, of task: DNSTask) {
        let subject = IncidentSubject.dnsKey(task.group.id, task.application)
        let title = "\(task.application): the key of DNS \(task.group.id)"
        let isOpen = machine.cluster.openIncident(about: subject) != nil
        switch reading {
        case .unseen: break
        case .refused(let reason): if !isOpen { raise(subject, "\(title) is refused", details: [reason]) }
        case .ahead(let skew):
            let isTolerable = max(skew, .zero - skew) <= DNSWatch.tolerableClockSkew
            if isTolerable { return settle(subject, "the clocks agree again") }
            guard !isOpen else { return }
            let side = skew < .zero ? "behind" : "ahead of"
            let detail =
                "the name server's clock is \(max(skew, .zero - skew).text) \(side) this controller's: synchronise both"
            raise(subject, "\(title) will soon be refused", details: [detail])
        }
    }

    // MARK: Adoption

    mutating func adoptDNS(
        _ application: ApplicationID,
        _ group: DNSGroupID,
        override: String?,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        guard let state = machine.cluster.applications[application] else {
            return answer(request, .usage, "there is no plan for \(application): holdfast plan apply FILE")
        }
        guard let group = state.plan.dnsGroup(group) else {
            return answer(request, .usage, "the plan of \(application) has no DNS group \(group)")
        }
        guard isQuiet(state) else {
            let execution = machine.cluster.openExecution(of: application)?.state.header.id
            let move = execution.map { "; \($0) is open: wait for its end, or abort it" } ?? ""
            return answer(request, .refused, "\(application) is being moved; adopt when it has ended\(move)")
        }
        if let hold = machine.hold(on: state) { return answer(request, .refused, hold) }
        guard mayBeRepaired(state) else {
            return answer(request, .refused, neverActivated(state).joined(separator: "; "))
        }
        let adoption = DNSAdoption(task: machine.dnsTask(group, state), override: override, reason: reason)
        order(.adoptDNS(request, by: name, adoption))
    }

    mutating func finish(
        _ adoption: DNSAdoption,
        for request: RequestNumber,
        by name: OperatorName,
        failure: String?
    ) {
        if let failure { return answer(request, .refused, failure) }
        guard machine.isLeader else {
            return answer(
                request,
                .noQuorumOrLeader,
                "the records carry the token, but leadership was lost: adopt again"
            )
        }
        let task = adoption.task
        record(
            .dns(
                .adopted(
                    application: task.application,
                    group: task.group.id,
                    override: adoption.override,
                    by: name,
                    reason: adoption.reason
                )
            )
        )
        answer(request, .done, "DNS \(task.group.id) of \(task.application) is adopted under epoch \(task.token.epoch)")
    }
}

extension ControllerMachine {
    /// What a group of records shall say under the committed epoch.
    func dnsTask(_ group: DNSGroup, _ state: ApplicationState) -> DNSTask {
        let assignment = state.assignment
        let token = DNSToken(
            application: state.plan.application,
            epoch: assignment.epoch,
            region: assignment.region
        )
        return DNSTask(application: state.plan.application, group: group, token: token)
    }
}
