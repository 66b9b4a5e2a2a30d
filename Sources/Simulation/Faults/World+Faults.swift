import Domain

// How faults begin and end.
extension World {
    /// Begins the fault and ends it in its time, unless everything has been healed before.
    func strike(_ timed: TimedFault) {
        begin(timed.fault)
        guard let lasting = timed.lasting else { return }
        let before = healings
        scheduler.after(lasting) {
            // What was lost does not come back by itself: people put it back.
            if self.healings == before || timed.fault.isLossOfControlPlane { self.end(timed.fault) }
        }
    }

    private func begin(_ fault: Fault) {
        happen(.faultBegan(fault))
        switch fault {
        case .powerLoss(let region):
            services.losePower(in: region)
            for agent in agents where agent.region == region { agent.losePower() }
            for controller in controllers where controller.region == region { controller.losePower() }
        case .cut(let from, let to): network.cut(from: from, to: to)
        case .slowPath(let left, let right, let delay):
            network.slow(from: left, to: right, by: delay)
            network.slow(from: right, to: left, by: delay)
        case .serviceDown(let application, let region): services.breakDown(application, in: region)
        case .notReady(let application, let region): services.makeUnready(application, in: region)
        case .replicationStalled(let application, let region):
            customers(of: application)?.stalls[region, default: 0] += 1
        case .gaugeStopped(let application, let region): services.stopGauge(of: application, in: region)
        case .agentKilled(let id): agent(id)?.killAgent()
        case .agentFrozen(let id): agent(id)?.process?.freeze()
        case .agentDiskFull(let id): agent(id)?.disk.fullDisks += 1
        case .agentTearsRecord(let id): agent(id)?.disk.tearsNextRecord = true
        case .agentRecordDamaged(let id): agent(id)?.disk.damages += 1
        case .agentFenceUnsound(let id): agent(id)?.makeFencesUnsound()
        case .agentDiskLost(let id): agent(id)?.loseDisk()
        case .hostStopped(let id): agent(id)?.stopHost()
        case .hostClockStepped(let id, let step): agent(id)?.clock.stepWall(by: step)
        case .controllerKilled(let id): controller(id)?.killController()
        case .controllerStopped(let id, let away): controller(id)?.stopController(away: away)
        case .controllerFrozen(let id): controller(id)?.process?.freeze()
        case .controllerClockStepped(let id, let step): controller(id)?.clock.stepWall(by: step)
        case .storeDown: store.outages += 1
        case .storeSlow(let delay): store.slowness = delay
        case .storeDiskFull: store.fullDisks += 1
        case .leadershipTaken: store.endLeadership()
        case .controlPlaneLost: loseControlPlane()
        case .glassBroken(let id, let declares): breakGlass(at: id, declaring: declares)
        case .nameServerDown: names.outages += 1
        case .nameServerThrottles: names.throttlings += 1
        case .recordChanged(let application):
            names.drift(setting.record(of: application), to: ["203.0.113.66"])
        case .tokenReplaced(let application, let text):
            names.replaceToken(beside: setting.record(of: application), by: text)
        case .ordered(let kind, let application): order(kind, for: application)
        case .controllersOrdered(let order): change(order)
        }
    }

    func end(_ fault: Fault) {
        happen(.faultEnded(fault))
        switch fault {
        case .powerLoss(let region):
            services.gainPower(in: region)
            guard services.hasPower(region) else { return }
            for controller in controllers where controller.region == region { controller.boot() }
            for agent in agents where agent.region == region { agent.boot() }
        case .cut(let from, let to): network.heal(from: from, to: to)
        case .slowPath(let left, let right, _):
            network.slow(from: left, to: right, by: nil)
            network.slow(from: right, to: left, by: nil)
        case .serviceDown(let application, let region): services.mend(application, in: region)
        case .notReady(let application, let region): services.makeReady(application, in: region)
        case .replicationStalled(let application, let region):
            if let customers = customers(of: application) {
                customers.stalls[region] = max(0, (customers.stalls[region] ?? 0) - 1)
            }
        case .gaugeStopped(let application, let region): services.startGauge(of: application, in: region)
        case .agentFrozen(let id): agent(id)?.process?.thaw()
        case .agentDiskFull(let id):
            if let disk = agent(id)?.disk { disk.fullDisks = max(0, disk.fullDisks - 1) }
        case .agentTearsRecord(let id): agent(id)?.disk.tearsNextRecord = false
        case .agentRecordDamaged(let id): agent(id)?.disk.mend()
        case .agentFenceUnsound(let id): agent(id)?.makeFencesSound()
        case .agentDiskLost(let id): replaceHost(of: id)
        case .hostStopped(let id): agent(id)?.resumeHost()
        case .controllerFrozen(let id): controller(id)?.process?.thaw()
        // Where the glass was broken, the store of old does not come back, and the new one may be lost.
        case .storeDown: store.outages = max(controlPlaneLosses > 0 ? 1 : 0, store.outages - 1)
        case .storeSlow: store.slowness = .zero
        case .storeDiskFull: store.fullDisks = max(0, store.fullDisks - 1)
        case .controlPlaneLost(let age): restoreControlPlane(fromBackup: age)
        case .nameServerDown: names.outages = max(0, names.outages - 1)
        case .nameServerThrottles: names.throttlings = max(0, names.throttlings - 1)
        case .agentKilled, .glassBroken, .hostClockStepped, .controllerKilled, .controllerStopped,
            .controllerClockStepped,
            .leadershipTaken,
            .recordChanged, .tokenReplaced, .ordered, .controllersOrdered:
            break
        }
    }

    /// Somebody puts another machine in its place, when there is power.
    private func replaceHost(of id: AgentID) {
        guard let host = agent(id), services.hasPower(host.region) else { return }
        host.boot()
    }

    /// The weather becomes what the setting says.
    func stormUp() {
        network.weather = setting.network
        store.weather = setting.store
    }

    /// Ends whatever is wrong anywhere, and bad weather too.
    func calmDown() {
        network.weather = NetworkWeather(delay: .milliseconds(1)...(.milliseconds(5)))
        store.weather = StoreWeather()
        healEverything()
    }

    /// Ends whatever is wrong anywhere.
    private func healEverything() {
        healings += 1
        network.healEverything()
        services.mendEverything()
        store.outages = controlPlaneLosses > 0 ? 1 : 0
        store.fullDisks = 0
        store.slowness = .zero
        names.outages = 0
        names.throttlings = 0
        for customer in customers { customer.stalls = [:] }
        for controller in controllers {
            controller.process?.thaw()
            controller.boot()
        }
        for agent in agents {
            agent.disk.heal()
            agent.makeFencesSound()
            agent.resumeHost()
            agent.process?.thaw()
            agent.boot()
        }
    }

    // MARK: People

    private func order(_ kind: OperatorOrderKind, for application: ApplicationID) {
        ask(commands(kind, application), by: "ada")
    }

    private func ask(_ commands: [OperatorCommand], by name: OperatorName) {
        for command in commands { leader?.ask(command, by: name) }
    }

    private func commands(_ kind: OperatorOrderKind, _ application: ApplicationID) -> [OperatorCommand] {
        switch kind {
        case .failover(let target): [.move(move(.failover, application, to: target))]
        case .switchover(let target): [.move(move(.switchover, application, to: target))]
        case .failback: [.move(move(.failback, application, to: nil))]
        case .freeze(let duration): [.freeze(application: application, reason: "an audit", duration: duration)]
        case .unfreeze: [.unfreeze(application: application, reason: "the audit is over")]
        case .approve, .reject:
            questions(of: application).map { .answer($0, isApproved: kind == .approve, reason: "as agreed") }
        case .abort: openExecutions(of: application).map { .abort($0, reason: "enough") }
        case .retry, .skip:
            openExecutions(of: application).flatMap { execution in
                setting.plan(of: application).scenarios.flatMap(\.runbook).map { step in
                    kind == .retry
                        ? .retry(execution, step: step.id, reason: "once more")
                        : .skip(execution, step: step.id, reason: "done by hand")
                }
            }
        case .applyPlan: [applyPlan(of: application, draft: Int(scheduler.now.sinceBoot.components.seconds))]
        }
    }

    private func move(_ kind: MoveOrder.Kind, _ application: ApplicationID, to target: RegionID?) -> MoveOrder {
        MoveOrder(kind: kind, application: application, target: target, reason: "an order")
    }

    func applyPlan(of application: ApplicationID, draft: Int) -> OperatorCommand {
        let text = planShelf.put(setting.plan(of: application, draft: draft % 100))
        return .applyPlan(source: text, fileName: "\(application).yaml", reason: "a new draft", dryRun: false)
    }

    // MARK: What people see in the journal

    func openExecutions(of application: ApplicationID) -> [ExecutionID] {
        var open: [ExecutionID] = []
        for record in store.journal {
            guard case .execution(let event) = record.event else { continue }
            switch event {
            case .started(let header) where header.application == application: open.append(header.id)
            case .ended(let id, _, _): open.removeAll { $0 == id }
            case .started, .stepStarted, .stepEnded, .stepPassedOver, .stepSkipped, .stepRetried, .aborted: break
            }
        }
        return open
    }

    private func questions(of application: ApplicationID) -> [QuestionID] {
        var open: [QuestionID] = []
        for record in store.journal {
            guard case .question(let event) = record.event else { continue }
            switch event {
            case .asked(let question) where question.application == application: open.append(question.id)
            case .answered(let id, _, _, _), .withdrawn(let id, _): open.removeAll { $0 == id }
            case .asked: break
            }
        }
        return open
    }
}
