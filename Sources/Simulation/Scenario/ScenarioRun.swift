import Domain

/// Plays one scenario: a cluster comes up, what is written happens, and what is expected is looked for.
package final class ScenarioRun {
    private let script: Script
    private let world: World
    private let people: People
    private let tell: ((Duration, WorldEvent) -> Void)?
    private var checkers: Checkers
    private var teller = StoryTeller()
    private var chronicle: Chronicle
    /// When the cluster was well; nothing is part of the story before.
    private var beginning: Instant?
    private var waiting: [(cue: Cue, occasions: [Occasion])] = []
    /// What has begun and has no end of its own.
    private var struck: [Fault] = []

    /// - Parameters:
    ///   - script: what to play.
    ///   - tell: is told of everything that happens, from before the story begins; with it the programs' logs are told too.
    package init(_ script: Script, tell: ((Duration, WorldEvent) -> Void)? = nil) {
        self.script = script
        self.tell = tell
        world = World(script.setting, isTraced: tell != nil)
        people = People(world)
        checkers = Checkers(script.setting)
        chronicle = Chronicle(script.setting, homes: [:])
    }

    package func run() -> ScenarioReport {
        let start = world.scheduler.now
        world.observer = { [unowned self] in see($0, since: start) }
        setUp()
        let trouble = world.isWell ? nil : world.troubles
        play()
        let failures = script.expectations.map { expectation in
            ExpectationResult(text: expectation.text, failure: expectation.failure(in: chronicle))
        }
        return ScenarioReport(
            name: script.name,
            lines: chronicle.lines,
            results: trouble.map { [ExpectationResult(text: "the cluster comes up", failure: $0)] }
                ?? failures.withoutRepetitions,
            violation: checkers.violation
        )
    }

    // MARK: Seeing

    private func see(_ event: WorldEvent, since start: Instant) {
        tell?(world.scheduler.now - (beginning ?? start), event)
        checkers.see(event, in: world, at: world.scheduler.now - (beginning ?? start))
        guard let beginning else { return }
        let time = world.scheduler.now - beginning
        chronicle.add(event, at: time)
        if let line = teller.tell(event, at: time) { chronicle.add(line) }
        cue(event)
    }

    /// Lets what waited for the event happen, as soon as the event is over.
    private func cue(_ event: WorldEvent) {
        for index in waiting.indices {
            guard let occasion = waiting[index].occasions.first, occasion.isGiven(by: event) else { continue }
            waiting[index].occasions.removeFirst()
            guard waiting[index].occasions.isEmpty else { continue }
            let cue = waiting[index].cue
            world.scheduler.after(.zero) { self.perform(cue) }
        }
    }

    private func run(for duration: Duration) {
        world.scheduler.run(until: world.scheduler.now + duration) { checkers.violation == nil }
    }

    // MARK: Acts

    private func setUp() {
        world.calmDown()
        world.begin()
        people.setUp()
        let limit = world.scheduler.now + .seconds(180)
        while checkers.violation == nil, !world.isWell, world.scheduler.now < limit { run(for: .milliseconds(200)) }
        // What the setting up has left to say is said before the story begins.
        run(for: .seconds(2))
    }

    private func play() {
        let homes = script.setting.applications.map { ($0, world.activeRegion(of: $0)) }
        chronicle = Chronicle(
            script.setting,
            homes: Dictionary(uniqueKeysWithValues: homes).compactMapValues { $0 }
        )
        beginning = world.scheduler.now
        world.stormUp()
        for cue in script.cues {
            switch cue.time {
            case .at(let time): world.scheduler.after(time) { self.perform(cue) }
            case .when(let occasions): waiting.append((cue, occasions))
            }
        }
        run(for: script.span)
        let troubles = script.setting.applications.map { ($0, world.trouble(with: $0)) }
        chronicle.close(Dictionary(uniqueKeysWithValues: troubles).compactMapValues { $0 })
        world.end()
    }

    // MARK: Deeds

    private func perform(_ cue: Cue) {
        note(cue.deedText)
        switch cue.deed {
        case .strike, .strikeProcess: strike(cue)
        case .heal(let site): end { $0.isCut(at: site) }
        case .powerOn(let region): end { $0 == .powerLoss(region) }
        case .ask(let command): world.leader?.ask(command, by: "ada")
        }
    }

    private func strike(_ cue: Cue) {
        let faults = cue.deed.faults(in: world)
        for fault in faults { world.strike(TimedFault(at: .zero, lasting: cue.deed.lasting, fault)) }
        guard let lasting = cue.deed.lasting else { return struck += faults }
        world.scheduler.after(lasting) { self.note("over: \(cue.deedText)") }
    }

    private func end(_ isMeant: (Fault) -> Bool) {
        for fault in struck where isMeant(fault) { world.end(fault) }
        struck.removeAll(where: isMeant)
    }

    private func note(_ what: String) {
        guard let beginning else { return }
        chronicle.add(StoryLine(time: world.scheduler.now - beginning, who: "WORLD", what: what))
    }
}

extension [ExpectationResult] {
    /// A line that stands for many expectations is told once, and once for each of them that failed.
    fileprivate var withoutRepetitions: [ExpectationResult] {
        enumerated().filter { index, result in
            result.failure != nil || !self[..<index].contains { $0.text == result.text }
        }.map(\.element)
    }
}
