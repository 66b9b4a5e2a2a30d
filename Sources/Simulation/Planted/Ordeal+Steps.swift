import Domain

// Processes that die, and messages that are late, in the middle of a step.
extension Ordeal {
    func strikeForSteps() -> Duration {
        move()
        if bug == .takeOverWaitsForNobody {
            let fault = Fault.serviceDown(application, target)
            after(.seconds(1)) { self.world.strike(TimedFault(at: .zero, lasting: .seconds(25), fault)) }
            return .seconds(50)
        }
        if bug == .foreignTokensAreReplaced {
            let text = random.pick([nil, "v=1;app=other;epoch=7;region=z", "v=spf1 -all"])
            world.strike(TimedFault(at: .zero, .tokenReplaced(application, by: text)))
        }
        return bug == .executionsAreNotResumed ? .seconds(200) : .seconds(20)
    }

    func react(to event: WorldEvent) {
        switch event {
        case .journalled(let record): react(to: record)
        case .hookSucceeded:
            if bug == .interruptedStepsAreNotInspected { once { self.killLeader() } }
        case .hookStarted(_, let agent):
            guard let host = world.agent(agent) else { return }
            if bug == .repeatsBlindly { once { self.after(.milliseconds(10)) { host.killAgent() } } }
            if bug == .newLedgersDenyOrders { once { self.after(.milliseconds(10)) { self.loseDisks(of: [host]) } } }
        case .voted:
            if bug == .votesOutliveTheProcess { once { self.killControllers() } }
            let races: [PlantedBug] = [.grantsBeforeItIsWithdrawn, .commitsOnVotesItSaw]
            if races.contains(bug) { once { self.delayCommit() } }
        case .doorClosed:
            if bug == .lateVotesCount || bug == .doubtMeansNoVote { once { self.delayVotes() } }
        default: break
        }
    }

    private func react(to record: JournalRecord) {
        if case .failover(.proposalOpened(let proposal)) = record.event { react(to: proposal) }
        if case .controllers(.setChanged(let set, _, _)) = record.event { react(to: set) }
        if case .plan(.applied) = record.event, bug == .grantsBeforeItIsStored { loseStoreAfterGrant() }
        if case .incident(.opened) = record.event, bug == .effectWindowIsIgnored { freezeLeader(for: .seconds(25)) }
        if case .failover(.epochCommitted) = record.event, bug == .withdrawsAfterTheEpoch {
            once { self.after(self.some(0...300)) { self.passDeadline(for: self.world.controllers) } }
        }
        guard case .execution(.stepStarted(let execution, let step, _, _, _, _)) = record.event else { return }
        if step == "deploy" { reactToHook(of: execution) } else if step == "dns" { reactToDNS() }
    }

    private func react(to proposal: Proposal) {
        if PlantedBug.ofAttempts.contains(bug) {
            // Longer than a pause, where only the number of attempts is to tell.
            let freeze = OperatorOrderKind.freeze(.seconds(bug == .failedAttemptsNeedNoPause ? 1 : 7))
            world.strike(TimedFault(at: .zero, .ordered(freeze, application)))
        }
        if bug == .whatIsExcusedIsWell { once { self.failBehindFence(proposal.source) } }
        if bug == .commitsDuringFreezes {
            world.strike(TimedFault(at: .zero, .ordered(.freeze(.seconds(40)), application)))
        }
        if bug == .processesAreCountedAnew { once { self.loseDisksOfConfirmed() } }
        if bug == .gatesAreNotSeenAgain {
            let fault = Fault.serviceDown(application, proposal.target)
            once { self.world.strike(TimedFault(at: .zero, lasting: .seconds(60), fault)) }
        }
    }

    private func once(_ body: () -> Void) {
        restsUntil = world.scheduler.now + .seconds(12)
        body()
    }

    /// The commit is on its way when the voter changes its mind; only where grants wait for nothing, the withdrawal is late too.
    private func delayCommit() {
        restsUntil = world.scheduler.now + .seconds(5)
        after(.microseconds(500)) { self.world.store.slowness = .seconds(1) }
        after(bug == .commitsOnVotesItSaw ? .milliseconds(12) : .seconds(3)) { self.world.store.slowness = .zero }
        after(some(50...500)) { self.passDeadline(for: self.world.controllers) }
    }

    /// The votes are on their way for longer than the followers wait for an answer, and then these change their minds.
    private func delayVotes() {
        restsUntil = world.scheduler.now + .seconds(5)
        world.store.slowness = .milliseconds(2600)
        after(.milliseconds(900)) { self.world.store.slowness = .zero }
        let followers = world.controllers.filter { $0.id != world.leader?.id }
        after(.milliseconds(2150) + some(0...400)) { self.passDeadline(for: followers) }
    }

    private func killLeader() {
        guard let leader = world.leader else { return }
        world.strike(TimedFault(at: .zero, .controllerKilled(leader.id)))
    }

    /// It goes on with what it was about to do when others have long led.
    private func freezeLeader(for duration: Duration) {
        guard let leader = world.leader else { return }
        restsUntil = world.scheduler.now + duration + .seconds(10)
        world.strike(TimedFault(at: .zero, lasting: duration, .controllerFrozen(leader.id)))
    }

    /// The longer lease is granted, and the controller that granted it dies before the store has heard of it.
    private func loseStoreAfterGrant() {
        let region = source
        restsUntil = world.scheduler.now + .seconds(50)
        world.strike(TimedFault(at: .zero, lasting: .milliseconds(2500), .storeDown))
        after(.milliseconds(1700)) {
            self.silence(region, to: self.everywhere, for: .seconds(14))
            self.killControllers()
        }
        move(in: .seconds(4), tries: 8)
    }

    private func reactToHook(of execution: ExecutionID) {
        guard let leader = world.leader else { return }
        switch bug {
        case .executionsAreNotResumed: once { self.killLeader() }
        case .staleTermsAreObeyed:
            once {
                self.slow(leader.site, .region(self.source), by: .seconds(7), for: .seconds(8))
                self.world.strike(TimedFault(at: .zero, .leadershipTaken))
            }
        case .highestSeenIsForgotten, .damageIsNotNoticed:
            // Its order is on its way when others lead, and the agent that has obeyed them starts anew.
            freezeLeader(for: .seconds(16))
            after(.seconds(10)) {
                let agents = self.world.agents.filter { $0.region == self.source }
                if self.bug == .damageIsNotNoticed { self.damageRecords(of: agents) }
                self.kill(agents)
            }
        case .staleEpochsAreObeyed: once { self.delayOrder(of: leader, for: execution) }
        case .otherExecutionsAreIgnored: move()
        case .dnsIsRepairedBeforeActivation: leader.ask(.abort(execution, reason: "it takes too long"), by: "ada")
        default: break
        }
    }

    private func damageRecords(of agents: [AgentHost]) {
        for agent in agents {
            world.strike(TimedFault(at: .zero, lasting: .seconds(30), .agentRecordDamaged(agent.id)))
        }
    }

    /// The order comes when the application has long been moved on.
    private func delayOrder(of leader: ControllerHost, for execution: ExecutionID) {
        restsUntil = world.scheduler.now + .seconds(70)
        slow(leader.site, .region(source), by: .seconds(58), for: .milliseconds(300))
        after(.seconds(2)) { leader.ask(.abort(execution, reason: "it takes too long"), by: "ada") }
        move(in: .seconds(20), tries: 35)
    }

    private func reactToDNS() {
        guard let leader = world.leader else { return }
        switch bug {
        case .dnsChangesAreUnconditional:
            once {
                self.after(self.some(6...16)) {
                    self.slow(leader.site, .nameServer, by: .seconds(24), for: .seconds(23))
                }
                self.after(.milliseconds(100)) { self.world.strike(TimedFault(at: .zero, .leadershipTaken)) }
                self.move(in: .seconds(6), tries: 12)
            }
        case .dnsTokenAgeIsIgnored:
            once {
                self.restsUntil = self.world.scheduler.now + .seconds(30)
                self.world.strike(TimedFault(at: .zero, lasting: .seconds(26), .controllerFrozen(leader.id)))
                self.move(in: .seconds(6), tries: 14)
            }
        default: break
        }
    }

    private func slow(_ from: Site, _ to: Site, by delay: Duration, for duration: Duration) {
        world.network.slow(from: from, to: to, by: delay)
        after(duration) { self.world.network.slow(from: from, to: to, by: nil) }
    }
}
