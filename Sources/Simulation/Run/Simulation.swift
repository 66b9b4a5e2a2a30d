import Domain
import Runbook

/// One run: a cluster is set up, faults strike it, they end, and then the active region dies for good.
package final class Simulation {
    package let setting: Setting
    package let faults: [TimedFault]
    private let span: Duration
    private let world: World
    private let people: People
    private var checkers: Checkers
    private var broken: Violation?
    private var report: RunReport
    private let start: Instant
    /// When the last proposal was opened: a cool-down may be counted from then.
    private var lastProposal: Instant?
    /// What strikes where a bug is planted.
    private var ordeal: Ordeal?
    private let tell: ((Duration, WorldEvent) -> Void)?

    /// - Parameters:
    ///   - setting: the cluster.
    ///   - faults: what strikes it, and when.
    ///   - span: how long faults may go on.
    ///   - tell: is told of everything that happens.
    package init(
        _ setting: Setting,
        faults: [TimedFault],
        span: Duration,
        tell: ((Duration, WorldEvent) -> Void)? = nil
    ) {
        self.setting = setting
        self.faults = faults
        self.span = span
        self.tell = tell
        world = World(setting, isTraced: tell != nil)
        people = People(world)
        checkers = Checkers(setting)
        start = world.scheduler.now
        report = RunReport(seed: setting.seed)
    }

    private var time: Duration { world.scheduler.now - start }

    /// Runs to the end, or to the first violation.
    package func run() -> RunReport {
        world.observer = { [unowned self] in see($0) }
        setUp()
        strike()
        ordeal?.end()
        if PlantedBug.sought?.breaksLiveness ?? true { recover() }
        if PlantedBug.sought == nil { loseTheActiveRegion() }
        report.violation = broken
        report.simulated = time
        report.writes = world.customers.map(\.acknowledged).reduce(0, +)
        world.end()
        return report
    }

    private func see(_ event: WorldEvent) {
        report.take(event, in: world, at: time)
        tell?(time, event)
        checkers.see(event, in: world, at: time)
        note(event)
        ordeal?.see(event)
        if broken == nil { broken = checkers.violation }
    }

    private func note(_ event: WorldEvent) {
        guard case .journalled(let record) = event else { return }
        switch record.event {
        case .failover(.proposalOpened), .controllers(.restored): lastProposal = world.scheduler.now
        default: break
        }
    }

    /// What does not happen is explained by the leader, if there is one.
    private func fail(_ rule: String, _ message: String) {
        guard broken == nil else { return }
        broken = Violation(rule: rule, message: message, at: time)
        for region in setting.regions { world.leader?.ask(.explain(region: region.id), by: "grace") }
        world.leader?.ask(.status, by: "grace")
        world.scheduler.run(until: world.scheduler.now + .seconds(1))
    }

    private func run(for duration: Duration) {
        world.scheduler.run(until: world.scheduler.now + duration) { broken == nil }
    }

    /// - Returns: how long it took; `nil` if it did not come in time, or a rule was broken meanwhile.
    private func run(atMost limit: Duration, until condition: () -> Bool) -> Duration? {
        let begin = time
        while broken == nil, time - begin < limit {
            if condition() { return time - begin }
            run(for: Self.step)
        }
        return broken == nil && condition() ? time - begin : nil
    }

    private static var step: Duration { .milliseconds(200) }

    // MARK: Phases

    private func setUp() {
        world.calmDown()
        world.begin()
        people.setUp()
        if run(atMost: .seconds(180), until: { world.isWell }) == nil {
            fail("L1", "did not come up: \(world.troubles)")
        }
    }

    /// Safety: whatever happens, the rules hold.
    private func strike() {
        world.store.firstBackup = world.store.journal.count
        world.stormUp()
        ordeal = PlantedBug.sought.map { Ordeal($0, in: world) }
        ordeal?.begin()
        for timed in faults {
            world.scheduler.after(timed.at) { self.world.strike(timed) }
        }
        run(for: span + .seconds(1))
    }

    /// Liveness: when the faults are over, all becomes well again.
    private func recover() {
        guard broken == nil else { return }
        world.happen(.stormEnded)
        world.calmDown()
        people.clearUp()
        if run(atMost: .seconds(240), until: { world.isWell }) == nil {
            fail("L1", "does not recover: \(world.troubles)")
        }
    }

    /// Liveness: a region that dies and stays dead is failed over within the bound that `plan lint` prints.
    private func loseTheActiveRegion() {
        guard broken == nil, setting.mode == .automatic, let application = setting.applications.first,
            let source = world.activeRegion(of: application), let bound = bound(of: application),
            !world.isDecidedAlone(in: source)
        else { return }
        // No cool-down is running, nothing is left to a guardian that is gone, and nobody is still making up their mind.
        run(for: max(coolDownLeft, longestHandOver) + .seconds(10))
        guard broken == nil else { return }
        world.strike(TimedFault(at: .zero, .powerLoss(source)))
        let leaderChange: Duration = world.store.state.board.controllerSet.members.count > 1 ? .seconds(4) : .zero
        guard let took = run(atMost: bound + leaderChange, until: { world.activeRegion(of: application) != source })
        else {
            return fail(
                "L1",
                "\(application) is not failed over within \((bound + leaderChange).text): \(world.troubles)"
            )
        }
        report.failoverTook = took
        if run(atMost: .seconds(60), until: { world.trouble(with: application) == nil }) == nil {
            fail("L1", "\(application) is not served after its failover: \(world.troubles)")
        }
    }

    private var coolDownLeft: Duration {
        guard let lastProposal else { return .zero }
        return max(.zero, lastProposal + setting.detection.coolDown + Self.mostClockError - world.scheduler.now)
    }

    private var longestHandOver: Duration {
        let hasStops = faults.contains { if case .controllerStopped = $0.fault { true } else { false } }
        return hasStops ? setting.detection.handOver.longestHold : .zero
    }

    /// Cool-downs are counted by wall clocks, which faults step.
    private static var mostClockError: Duration { .seconds(11) }

    private func bound(of application: ApplicationID) -> Duration? {
        let plan = setting.plan(of: application)
        return plan.scenarios.first.flatMap { FailoverBound(plan: plan, scenario: $0, roundTrip: .milliseconds(200)) }?
            .commit
    }
}
