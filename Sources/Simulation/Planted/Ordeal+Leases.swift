import Domain

// Guardians that cannot be heard, or do not hear, while the application is moved.
extension Ordeal {
    /// - Returns: when to strike again; `nil` where the bug is not about leases.
    func strikeForLeases() -> Duration? {
        let region = source
        switch bug {
        case .votesWithoutWaiting, .waitsForTheLeaseOnly, .waitsWithoutDrift, .waitsForOneClocksDrift, .fenceOverruns,
            .clocksDriftBeyondTheBound,
            .leaseFromReceipt, .oneVoteIsEnough, .oldVotesCount, .leaderMovesWithoutVotes, .dnsIsEmptiedFirst,
            .effectsBeforeRecords, .effectsWithoutRecords:
            if bug == .leaseFromReceipt { slowDown(region, by: .milliseconds(2500), for: .seconds(14)) }
            let wait = world.setting.detection.lease.longestHold
            after(.seconds(4)) {
                self.silence(region, to: self.everywhere, for: wait + .seconds(6))
                self.move(in: self.some(0...300))
            }
            return wait + .seconds(18)
        case .confirmsByTheLatestReport, .confirmsByArrival, .anyConfirmationCounts:
            slowDown(region, by: some(800...1800), for: .seconds(7))
            after(.seconds(2)) { self.makeFence(self.guardians) }
            move(in: .seconds(2) + some(100...1600))
            return .seconds(14)
        case .unsoundFencesAreGranted:
            for agent in guardians.suffix(1) {
                world.strike(TimedFault(at: .zero, lasting: .seconds(28), .agentFenceUnsound(agent.id)))
            }
            after(.seconds(8)) {
                self.silence(region, to: self.everywhere, for: .seconds(14))
                self.move(in: self.some(0...300))
            }
            return .seconds(40)
        case .processesAreCountedAnew:
            move(tries: 3)
            after(.seconds(8) + some(0...1000)) {
                self.silence(self.source, to: self.everywhere, for: .seconds(9))
                self.move(tries: 3)
            }
            return .seconds(30)
        case .oneConfirmationIsEnough:
            freeze(Array(guardians.prefix(1)), for: .seconds(6))
            move(in: some(50...500))
            return .seconds(12)
        case .onlyKnownGuardiansConfirm:
            killControllers()
            freeze(Array(guardians.prefix(1)), for: .seconds(14))
            move(in: .seconds(2), tries: 6)
            return .seconds(22)
        case .halfTheGrantsAreEnough: return strikeWithOneStaleController()
        case .grantsOfAllEpochsAddUp, .oldGrantsLift, .oldGrantsHold, .liftsDuringAProposal:
            deafen(region, to: controllerSites, for: .seconds(5))
            move(in: some(0...200))
            after(some(150...900)) { self.makeFence(self.guardians) }
            return .seconds(14)
        case .grantsCountWhileClosing:
            makeFence(guardians)
            after(some(300...2000)) {
                self.deafen(region, to: self.controllerSites, for: .seconds(6))
                self.move()
            }
            return .seconds(16)
        case .answersToPredecessorsCount: return strikeYoungAgents()
        case .liftsLate:
            kill(guardians)
            after(.seconds(5) + some(0...3000)) {
                self.silence(region, to: self.everywhere, for: .seconds(9))
                self.move()
            }
            return .seconds(24)
        case .nobodyFencesForTheDead:
            kill(guardians)
            move(in: some(0...500))
            return .seconds(25)
        case .nobodyKillsTheHung:
            freeze(guardians, for: .seconds(12))
            move(in: some(0...500))
            return .seconds(22)
        case .fenceBeginsAnew:
            silence(region, to: everywhere, for: .seconds(14))
            move(in: some(0...200))
            after(world.setting.detection.lease.ttl + some(0...1500)) { self.kill(self.guardiansOf(region)) }
            return .seconds(28)
        case .hypervisorStopsHosts:
            for agent in guardians where isPlanted(.hypervisorStopsHosts) {
                world.strike(TimedFault(at: .zero, lasting: some(5000...9000), .hostStopped(agent.id)))
            }
            move(in: some(0...500))
            return .seconds(20)
        case .startsOpen:
            kill(world.agents)
            return .seconds(10)
        default: return nil
        }
    }

    func guardiansOf(_ region: RegionID) -> [AgentHost] { world.agents.filter { $0.region == region } }

    /// Guardians confirm that they are fenced, the proposal is given up, and before they are granted anything more they are on
    /// new disks: what they confirmed must not count for who writes there now.
    func loseDisksOfConfirmed() {
        let region = source
        world.store.slowness = .milliseconds(900)
        after(.seconds(3)) { self.world.store.slowness = .zero }
        after(.milliseconds(1600)) { self.passDeadline(for: self.world.controllers) }
        after(.milliseconds(1700)) { self.loseDisks(of: self.guardiansOf(region)) }
    }

    func loseDisks(of agents: [AgentHost]) {
        for agent in agents {
            world.strike(TimedFault(at: .zero, lasting: .milliseconds(100), .agentDiskLost(agent.id)))
        }
    }

    /// It goes on granting, because it hears of no proposal; the guardians hear nobody else.
    private func strikeWithOneStaleController() -> Duration {
        guard let stale = controllerSites.last else { return .seconds(1) }
        let others = everywhere.filter { $0 != stale }
        silence(source, to: others, for: .seconds(9))
        deafen(source, to: others, for: .seconds(9))
        for (from, to) in [(stale, Site.store), (Site.store, stale)] {
            world.strike(TimedFault(at: .zero, lasting: .seconds(9), .cut(from: from, to: to)))
        }
        move(in: some(500...3000), tries: 3)
        return .seconds(20)
    }

    /// Answers to a young process reach the next one, which has sent a report of the same number later.
    private func strikeYoungAgents() -> Duration {
        let region = source
        slowDown(region, by: .milliseconds(2300), for: .seconds(12))
        kill(guardians)
        after(.milliseconds(1500) + some(0...1500)) {
            self.silence(region, to: self.everywhere, for: .seconds(8))
            self.kill(self.guardiansOf(region))
            self.move()
        }
        return .seconds(18)
    }
}
