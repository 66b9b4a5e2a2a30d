import Domain

// Controllers that restart, are late, or are wrong about the store while a proposal is open.
extension Ordeal {
    /// - Returns: when to strike again; `nil` where the bug is not about the store.
    func strikeForStore() -> Duration? {
        let region = source
        switch bug {
        case .withdrawsAfterTheEpoch, .grantsBeforeItIsWithdrawn, .doubtMeansNoVote, .commitsOnVotesItSaw,
            .lateVotesCount, .grantsWhileItsVoteStands:
            move(tries: 3)
            return .seconds(9)
        case .strangersAreNotWaitedFor:
            silence(region, to: everywhere, for: .seconds(14))
            killControllers()
            move(in: .seconds(1), tries: 8)
            return .seconds(28)
        case .handOverIsNotWaitedFor, .handsOverBeforeItIsStored, .newerGrantsEndHandOversAtOnce:
            return strikeWithPlannedStop()
        case .votesOutliveTheProcess:
            world.strike(TimedFault(at: .zero, lasting: .seconds(25), .serviceDown(application, region)))
            return .seconds(35)
        case .nobodyIsToldWithoutQuorum:
            world.strike(TimedFault(at: .zero, lasting: .seconds(80), .storeDown))
            return .seconds(200)
        case .anybodyShowsSignsOfLife:
            world.strike(TimedFault(at: .zero, lasting: .seconds(30), .storeDown))
            return .seconds(60)
        case .grantsBeforeItIsStored:
            world.leader?.ask(world.applyPlan(of: application, draft: 2), by: "ada")
            return .seconds(60)
        case .shorterLeaseCountsAtOnce:
            world.leader?.ask(world.applyPlan(of: application, draft: 2), by: "ada")
            after(some(20...200)) { self.silence(region, to: self.everywhere, for: .seconds(15)) }
            move(in: .seconds(1), tries: 3)
            return .seconds(60)
        case .twoProcessesOfOneController:
            killControllers()
            kill(world.agents.filter { $0.region != region })
            move(in: .seconds(3), tries: 6)
            return .seconds(60)
        case .storeGoesBack:
            let (older, records) = (world.store.state, world.store.journal.count)
            move()
            after(some(1500...7000)) {
                guard isPlanted(.storeGoesBack) else { return }
                self.world.store.restore(older, records: records)
                for controller in self.world.controllers { controller.killController() }
            }
            return .seconds(20)
        case .anybodyWritesTheJournal:
            guard let leader = world.leader else { return .seconds(1) }
            move()
            after(some(0...1000)) {
                self.world.strike(TimedFault(at: .zero, lasting: .seconds(8), .controllerFrozen(leader.id)))
            }
            return .seconds(12)
        default: return nil
        }
    }

    /// The controller leaves long grants and comes back, and its guardians are not heard any more.
    private func strikeWithPlannedStop() -> Duration {
        let region = source
        stopControllers(away: .seconds(1))
        switch bug {
        case .handsOverBeforeItIsStored:
            // What it leaves never gets to the store.
            for site in controllerSites {
                for (from, to) in [(site, Site.store), (Site.store, site)] {
                    world.strike(TimedFault(at: .zero, lasting: .seconds(11), .cut(from: from, to: to)))
                }
            }
            after(.milliseconds(5600)) { self.silence(region, to: self.everywhere, for: .seconds(34)) }
        case .newerGrantsEndHandOversAtOnce:
            // What the fence was promised under the long grant is all that the agents' next processes go on with.
            after(.seconds(4) + some(0...1500)) {
                self.silence(region, to: self.everywhere, for: .seconds(34))
                self.deafen(region, to: self.controllerSites, for: .seconds(34))
                self.kill(self.guardiansOf(region))
            }
        default:
            after(.milliseconds(500)) { self.silence(region, to: self.everywhere, for: .seconds(38)) }
        }
        move(in: .seconds(5), tries: 14)
        return .seconds(70)
    }

    /// To these controllers the deadline of the proposal has passed, so that they withdraw.
    func passDeadline(for controllers: [ControllerHost]) {
        for controller in controllers {
            world.strike(TimedFault(at: .zero, .controllerClockStepped(controller.id, by: .seconds(45))))
            after(.seconds(5)) {
                self.world.strike(TimedFault(at: .zero, .controllerClockStepped(controller.id, by: .seconds(-45))))
            }
        }
    }
}
