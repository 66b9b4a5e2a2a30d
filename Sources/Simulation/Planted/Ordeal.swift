import Domain

/// What strikes a cluster with a planted bug: again and again the situation that the clause is there for, each time a little
/// different. Chance alone would take thousands of seeds, as it would have taken the protocol's model.
final class Ordeal {
    let bug: PlantedBug
    let world: World
    var random: SeededRandom
    var application: ApplicationID { world.setting.applications.first ?? "" }
    /// What has been done once and is not to be done again soon.
    var restsUntil = Instant.boot
    private var isOver = false

    init(_ bug: PlantedBug, in world: World) {
        self.bug = bug
        self.world = world
        random = SeededRandom(seed: world.setting.seed, stream: .faults)
    }

    func begin() {
        // What happened at the start must not be taken for the reason.
        after(bug.rest) { self.strike() }
    }

    func end() { isOver = true }

    private func strike() {
        guard !isOver else { return }
        let period =
            strikeForLeases() ?? strikeForControllers() ?? strikeForStore() ?? strikeForRestore() ?? strikeForVerdicts()
            ?? strikeForSteps()
        after(period) { self.strike() }
    }

    func see(_ event: WorldEvent) {
        guard !isOver, world.scheduler.now >= restsUntil else { return }
        react(to: event)
    }

    // MARK: What an ordeal is made of

    func after(_ delay: Duration, _ body: @escaping () -> Void) { world.scheduler.after(delay, body) }

    func some(_ range: ClosedRange<Int>) -> Duration { .milliseconds(random.number(in: range)) }

    /// Where the application is active now.
    var source: RegionID { world.store.state.board.applications[application]?.assignment.region ?? "a" }
    var target: RegionID { world.setting.databaseRegions.first { $0 != source } ?? "b" }
    var guardians: [AgentHost] { world.agents.filter { $0.region == source } }
    var everywhere: [Site] {
        world.setting.regions.map { .region($0.id) } + controllerSites + [.store, .nameServer, .customers]
    }
    var controllerSites: [Site] { world.controllers.map(\.site) }

    /// Somebody asks for a move, and asks again while nobody leads.
    func move(in delay: Duration = .zero, tries: Int = 1) {
        after(delay) {
            guard self.world.store.state.board.applications[self.application]?.openProposal == nil else { return }
            let order = MoveOrder(kind: .switchover, application: self.application, target: nil, reason: "an ordeal")
            self.world.leader?.ask(.move(order), by: "ada")
            if tries > 1 { self.move(in: .seconds(1), tries: tries - 1) }
        }
    }

    /// Nothing gets from the sites to the region for a while.
    func deafen(_ region: RegionID, to sites: [Site], for duration: Duration) {
        for site in sites where site != .region(region) {
            world.strike(TimedFault(at: .zero, lasting: duration, .cut(from: site, to: .region(region))))
        }
    }

    /// Nothing gets from the region to the sites for a while.
    func silence(_ region: RegionID, to sites: [Site], for duration: Duration) {
        for site in sites where site != .region(region) {
            world.strike(TimedFault(at: .zero, lasting: duration, .cut(from: .region(region), to: site)))
        }
    }

    /// What controllers say reaches the region late.
    func slowDown(_ region: RegionID, by delay: Duration, for duration: Duration) {
        for site in controllerSites {
            world.network.slow(from: site, to: .region(region), by: delay)
            after(duration) { self.world.network.slow(from: site, to: .region(region), by: nil) }
        }
    }

    /// A wall clock that jumps makes the guardian fence, and lift on fresh grants.
    func makeFence(_ agents: [AgentHost]) {
        for agent in agents { world.strike(TimedFault(at: .zero, .hostClockStepped(agent.id, by: .seconds(1)))) }
    }

    func kill(_ agents: [AgentHost]) {
        for agent in agents { world.strike(TimedFault(at: .zero, .agentKilled(agent.id))) }
    }

    func freeze(_ agents: [AgentHost], for duration: Duration) {
        for agent in agents { world.strike(TimedFault(at: .zero, lasting: duration, .agentFrozen(agent.id))) }
    }

    func stopControllers(away: Duration) {
        for controller in world.controllers {
            world.strike(TimedFault(at: .zero, .controllerStopped(controller.id, away: away)))
        }
    }

    func killControllers() {
        for controller in world.controllers {
            world.strike(TimedFault(at: .zero, .controllerKilled(controller.id)))
        }
    }
}
