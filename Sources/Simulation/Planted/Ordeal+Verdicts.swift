import Domain

// Regions that fail, or only seem to.
extension Ordeal {
    /// - Returns: when to strike again; `nil` where the bug is about none of this.
    func strikeForVerdicts() -> Duration? {
        let (region, other) = (source, target)
        switch bug {
        case .oneVantageRegionIsEnough: cutApart(region, from: other)
        case .upVotesAreIgnored:
            cutApart(region, from: "b")
            cutApart(region, from: "c")
        case .isolatedIsFailed:
            silence(region, to: controllerSites, for: .seconds(18))
            deafen(region, to: controllerSites, for: .seconds(18))
        case .verdictBeforeConfirm: breakDown(region, for: some(800...1800))
        case .oneGoodResultIsEnough: breakDown(region, for: some(5000...8000))
        case .commitsDuringFreezes:
            silence(region, to: everywhere, for: .seconds(14))
            move(in: some(0...300))
            return .seconds(60)
        case .laterWritesAreNotCounted:
            // Customers reach it, and write for as long as it holds leases.
            silence(region, to: everywhere.filter { $0 != .customers }, for: .seconds(30))
            deafen(region, to: everywhere.filter { $0 != .customers }, for: .seconds(30))
            return .seconds(60)
        case .heldFailoverFences:
            world.strike(TimedFault(at: .zero, lasting: .seconds(50), .notReady(application, other)))
            after(.seconds(20)) { self.breakDown(region, for: .seconds(25)) }
            return .seconds(60)
        case .targetHealthIsIgnored:
            world.strike(TimedFault(at: .zero, lasting: .seconds(50), .powerLoss(other)))
            after(.seconds(18)) { self.breakDown(region, for: .seconds(30)) }
            return .seconds(60)
        case .readinessIsIgnored:
            world.strike(TimedFault(at: .zero, lasting: .seconds(50), .notReady(application, other)))
            after(.seconds(18)) { self.breakDown(region, for: .seconds(30)) }
            return .seconds(60)
        case .lossIsIgnored:
            world.strike(TimedFault(at: .zero, lasting: .seconds(55), .replicationStalled(application, other)))
            after(.seconds(30)) { self.breakDown(region, for: .seconds(25)) }
            return .seconds(60)
        case .freezeIsIgnored:
            world.strike(TimedFault(at: .zero, .ordered(.freeze(.seconds(40)), application)))
            after(.seconds(2)) { self.breakDown(region, for: .seconds(30)) }
            return .seconds(60)
        case .coolDownIsIgnored:
            breakDown(region, for: .seconds(14))
            return .seconds(25)
        case .approvalIsIgnored, .failsBackByItself: breakDown(region, for: .seconds(14))
        case .gatesAreNotSeenAgain:
            world.strike(TimedFault(at: .zero, lasting: .seconds(55), .powerLoss(region)))
            return .seconds(60)
        case .proposalsAreNeverClosed:
            silence(region, to: everywhere, for: .seconds(20))
            move(in: .milliseconds(200))
            after(.milliseconds(400)) { self.breakDown(other, for: .seconds(58)) }
            return .seconds(100)
        case .anyNumberMovesAtOnce, .placesAreNotKept, .everyApplicationPages:
            world.strike(TimedFault(at: .zero, lasting: .seconds(60), .powerLoss(region)))
            return .seconds(200)
        case .ownSilenceCounts:
            for site in controllerSites {
                for region in world.setting.regions.map(\.id) where site != .region(region) {
                    for (from, to) in [(site, Site.region(region)), (.region(region), site)] {
                        world.strike(TimedFault(at: .zero, lasting: .seconds(12), .cut(from: from, to: to)))
                    }
                }
            }
            return .seconds(90)
        case .recoversAtOnce:
            breakDown(region, for: .seconds(12))
            return .seconds(45)
        case .healedRegionsAreMoved:
            world.strike(TimedFault(at: .zero, .ordered(.freeze(.seconds(20)), application)))
            after(.seconds(1)) { self.breakDown(region, for: .seconds(12)) }
            return .seconds(60)
        case .neverSeenUpCounts, .abstentionsCount:
            for place in world.setting.regions.map(\.id) where place != region { cutApart(region, from: place) }
            after(.milliseconds(200)) {
                self.world.leader?.ask(self.world.applyPlan(of: self.application, draft: 0), by: "ada")
            }
            return .seconds(45)
        case .opinionsOutliveTheirPlan:
            // A freeze holds the failover until the leader alone knows another plan.
            world.strike(TimedFault(at: .zero, .ordered(.freeze(.seconds(15)), application)))
            after(.milliseconds(500)) {
                self.world.strike(TimedFault(at: .zero, lasting: .seconds(40), .powerLoss(region)))
            }
            after(.milliseconds(14_000)) { self.applyPlanBesideFollowers() }
            return .seconds(90)
        case .whatIsExcusedIsWell:
            for place in world.setting.regions.map(\.id) where place != region { cutApart(region, from: place) }
            return .seconds(45)
        case .sourceHealthIsIgnored:
            // All see the region down, and the leader hears too few of them.
            let places = world.setting.regions.map(\.id).filter { $0 != region }
            for place in places { cutApart(region, from: place) }
            let leader = world.leader.map { [$0.site] } ?? []
            for place in places.suffix(2) { silence(place, to: leader, for: .seconds(18)) }
            return .seconds(45)
        case .ordersPassEveryGate:
            world.strike(TimedFault(at: .zero, lasting: .seconds(50), .notReady(application, other)))
            move(in: .seconds(20), tries: 5)
            return .seconds(60)
        case .failedAttemptsDoNotCount, .failedAttemptsNeedNoPause:
            silence(region, to: everywhere, for: .seconds(60))
            deafen(region, to: everywhere, for: .seconds(60))
            return .seconds(120)
        case .sampleAgeIsIgnored, .unknownLossIsNone:
            world.strike(TimedFault(at: .zero, lasting: .seconds(55), .gaugeStopped(application, other)))
            // Who starts anew has never heard how far the standby was behind.
            if bug == .unknownLossIsNone { after(.seconds(3)) { self.killControllers() } }
            after(.seconds(1)) {
                self.world.strike(
                    TimedFault(at: .zero, lasting: .seconds(54), .replicationStalled(self.application, other))
                )
            }
            after(.seconds(35)) { self.breakDown(region, for: .seconds(20)) }
            return .seconds(60)
        case .effectWindowIsIgnored:
            breakDown(region, for: .seconds(14))
            return .seconds(60)
        case .oneVerdictIsEnough:
            for place in world.setting.regions.map(\.id) where place != region { cutApart(region, from: place) }
            for site in controllerSites where site != world.leader?.site { silence("c", to: [site], for: .seconds(18)) }
            return .seconds(45)
        default: return nil
        }
        return .seconds(30)
    }

    private func applyPlanBesideFollowers() {
        for follower in world.controllers where follower.id != world.leader?.id {
            world.strike(TimedFault(at: .zero, lasting: .seconds(5), .controllerFrozen(follower.id)))
        }
        world.leader?.ask(world.applyPlan(of: application, draft: 0), by: "ada")
    }

    /// A proposal is open that cannot be committed; what fails meanwhile is behind the fence, and the others see nobody at all.
    func failBehindFence(_ region: RegionID) {
        world.strike(TimedFault(at: .zero, lasting: some(9000...11_000), .storeDiskFull))
        breakDown(region, for: .seconds(9))
        let others = world.setting.regions.map(\.id).filter { $0 != region }
        if let first = others.first { for other in others.dropFirst() { cutApart(first, from: other) } }
    }

    private func breakDown(_ region: RegionID, for duration: Duration) {
        world.strike(TimedFault(at: .zero, lasting: duration, .serviceDown(application, region)))
    }

    private func cutApart(_ region: RegionID, from other: RegionID) {
        silence(region, to: [.region(other)], for: .seconds(18))
        deafen(region, to: [.region(other)], for: .seconds(18))
    }
}
