import Domain

/// What goes wrong, and how it ends.
extension LeaseWorld {
    func stir() {
        repeatedly(faults.opinions) { [self] in
            if random.chance(0.3) {
                let opinion = random.chance(0.5)
                for controller in controllers { controller.change(opinion: opinion) }
            } else {
                controllers[random.index(below: controllers.count)].changeOpinion()
            }
        }
        if faults.crashesControllers {
            repeatedly(.seconds(6)) { [self] in controllers[random.index(below: controllers.count)].crash() }
        }
        if faults.crashesAgents { repeatedly(.seconds(4)) { [self] in crashAgent() } }
        if faults.pausesAgents {
            repeatedly(.seconds(4)) { [self] in
                anyHost.pause(for: random.pick(.seconds(0.3), .seconds(2), .seconds(6), .seconds(12)))
            }
        }
        if faults.breaksFences { repeatedly(.seconds(3)) { [self] in doubtClock(of: anyHost) } }
        if faults.cutsLinks { repeatedly(.seconds(3)) { [self] in cutLinks() } }
        if faults.losesRegions { repeatedly(.seconds(8)) { [self] in loseRegion() } }
        if faults.losesRegions, faults.breaksFences { repeatedly(.seconds(8)) { [self] in loseOneHost() } }
        if faults.changesLeader { repeatedly(.seconds(6)) { [self] in store.state.endLeadership() } }
        if faults.changesTerms { repeatedly(.seconds(6)) { [self] in changeTerms() } }
    }

    private var anyHost: ModelHost { hosts[random.index(below: hosts.count)] }

    private func repeatedly(_ mean: TrueTime, _ action: @escaping () -> Void) {
        after(random.around(mean)) { [self] in
            guard isStormy else { return }
            action()
            repeatedly(mean, action)
        }
    }

    /// Once, or several times in short order.
    private func doubtClock(of host: ModelHost) {
        guard isStormy else { return }
        host.doubtClock()
        if faults.crashesAgents, random.chance(0.5) {
            after(random.between(0, .seconds(2.5))) { if host.guardian?.door.allowsWrites == false { host.handOver() } }
        }
        if random.chance(0.6) { after(random.between(0, .seconds(1.5))) { [self] in doubtClock(of: host) } }
    }

    private func crashAgent() {
        let host = anyHost
        switch random.pick(0, 1, 1, 2) {
        case 0: host.crash()
        case 1: host.handOver()
        default: host.kill()
        }
    }

    private func cutLinks() {
        if random.chance(0.4) { return cuts.removeAll() }
        for _ in 0..<random.pick(1, 2, 4, 8) {
            let host = anyHost.agent.rawValue
            let controller = controllers[random.index(below: controllers.count)].id.rawValue
            if random.chance(0.7) { cuts.insert([host, controller]) }
            if random.chance(0.7) { cuts.insert([controller, host]) }
        }
        if random.chance(0.4) { for controller in controllers { controller.change(opinion: true) } }
    }

    private func loseRegion() {
        guard let lost = store.application?.assignment.region else { return }
        guard !isSlow else { return }
        isSlow = !faults.isTight && random.chance(0.5)
        after(isSlow ? random.between(.seconds(0.5), .seconds(4)) : 0) { [self] in
            isSlow = false
            if isStormy { cutOff(lost) }
        }
    }

    /// One guardian of the active region is cut off while its controllers start anew: they know only the others, which fence.
    private func loseOneHost() {
        guard let active = store.application?.assignment.region else { return }
        let region = hosts.filter { $0.region == active }
        guard let lost = region.last, region.count > 1 else { return }
        note("\(lost.agent) is cut off")
        let names = controllers.map(\.id.rawValue)
        let links = names.flatMap { [[$0, lost.agent.rawValue], [lost.agent.rawValue, $0]] }
        cuts.formUnion(links)
        if faults.crashesControllers { for controller in controllers { controller.crash(for: .seconds(0.05)) } }
        after(random.between(.seconds(0.5), .seconds(1.5))) { [self] in
            guard isStormy else { return }
            for controller in controllers { controller.change(opinion: true) }
            for host in region.dropLast() { doubtClock(of: host) }
        }
        after(random.between(.seconds(5), .seconds(10))) { [self] in cuts.subtract(links) }
    }

    private func cutOff(_ lost: RegionID) {
        note("\(lost) is cut off")
        let isDeaf = random.chance(0.8)
        let isMute = !isDeaf || random.chance(0.7)
        let links = hosts.filter { $0.region == lost }.flatMap { host in
            controllers.flatMap { controller in
                (isMute ? [[host.agent.rawValue, controller.id.rawValue]] : [])
                    + (isDeaf ? [[controller.id.rawValue, host.agent.rawValue]] : [])
            }
        }
        cuts.formUnion(links)
        for controller in controllers { controller.change(opinion: true) }
        after(random.between(.seconds(2), .seconds(10))) { [self] in cuts.subtract(links) }
    }

    /// The plan shortens the lease while the active region does not hear of it; then all want to move away.
    private func shortenTermsUnheard() {
        guard let active = store.application?.assignment.region else { return }
        let region = hosts.filter { $0.region == active }
        let links = controllers.flatMap { controller in region.map { [controller.id.rawValue, $0.agent.rawValue] } }
        change(terms: LeaseTerms(ttl: .seconds(5), fenceTimeout: .seconds(2)))
        after(.seconds(2)) { [self] in
            cuts.formUnion(links)
            if isStormy { change(terms: LeaseTerms(ttl: .seconds(1), fenceTimeout: .seconds(2))) }
        }
        after(.seconds(3)) { [self] in
            if isStormy { for controller in controllers { controller.change(opinion: true) } }
        }
        after(.seconds(11)) { [self] in cuts.subtract(links) }
    }

    private func change(terms: LeaseTerms) {
        for controller in controllers { controller.change(terms: terms) }
    }

    private func changeTerms() {
        if faults.losesRegions, random.chance(0.5) { return shortenTermsUnheard() }
        let ttl: Duration = random.pick(.seconds(1), .seconds(3), .seconds(5))
        let terms = LeaseTerms(
            ttl: ttl,
            fenceTimeout: random.pick(.seconds(2), .seconds(2), .seconds(0.5), .seconds(3))
        )
        change(terms: terms)
    }

    /// The storm is over: everything runs, hears and agrees to stay where it is.
    func settle() {
        note("calm")
        faults.loss = 0
        faults.duplication = 0
        faults.longDelay = 0
        faults.slowStore = 0
        faults.breaksFences = false
        faults.isTight = false
        cuts = []
        for host in hosts { host.resume() }
        for controller in controllers {
            controller.change(terms: Sample.terms)
            controller.change(opinion: false)
        }
    }
}
