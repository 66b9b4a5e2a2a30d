import Domain
import TestSupport

@testable import Runbook

/// One execution under chance: answers that come late, twice or never, crashes between any two records, people who do
/// anything at any time. Then everything works again, and the execution must come to its end or to a person.
struct RandomRun {
    private(set) var violations: [String] = []
    private(set) var trace: [String] = []
    private(set) var performs = 0
    private(set) var crashes = 0
    private(set) var execution: Execution

    private var random: SeededGenerator
    private let header: ExecutionHeader
    private var rules: RecordRules
    private var world = ModelWorld()
    private var journal: [JournalRecord] = []
    private var now = Moment.test(.zero)
    private var wakesAt: Instant?
    /// Effects not yet carried out, and answers not yet delivered.
    private var effects: [Execution.Effect] = []
    private var answers: [Execution.Event] = []
    private var questions: [QuestionID] = []
    private var isCalm = false

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        header = .test(RandomRunbook.steps(&random))
        rules = RecordRules(header.runbook)
        execution = Execution(header)
    }

    mutating func play() {
        trace += header.runbook.map { "\($0)" }
        let (started, outcome) = Execution.start(header, at: now)
        execution = started
        take(outcome)
        for _ in 0..<200 where execution.ending == nil { act() }
        isCalm = true
        if !execution.isLive { handle(.resumed) }
        settle()
        let view = execution.view(at: now)
        if view.state != .ended, view.state != .waitingForPerson { violations.append("it does not come to rest") }
        personEndsIt()
    }

    // MARK: The storm

    private mutating func act() {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: carryOut()
        case 30..<50: deliver()
        case 50..<70: moveWorld()
        case 70..<80: passTime()
        case 80..<88: answerFromWorld()
        case 88..<92: crash()
        case 92..<95: answerQuestion()
        default: personActs()
        }
    }

    private mutating func carryOut() {
        guard let index = effects.indices.randomElement(using: &random) else { return }
        carryOut(effects.remove(at: index))
    }

    private mutating func carryOut(_ effect: Execution.Effect) {
        switch effect {
        case .perform(let order):
            performs += 1
            world.perform(order)
        case .inspect(let order):
            let isBlind = !isCalm && random.happens(30)
            let seen = isBlind ? .unknown(reason: "not to be seen") : world.inspect(order)
            answers.append(.inspected(order.key, seen))
        case .stop(let key): world.move(key, to: random.happens(50) ? .failed : .running)
        case .ask(let question): questions.append(question.id)
        case .withdraw(let question): questions.removeAll { $0 == question }
        case .wakeAt, .alert: break
        }
    }

    /// Delivers an answer, sometimes twice, sometimes not at all.
    private mutating func deliver() {
        guard let index = answers.indices.randomElement(using: &random) else { return }
        let answer = answers.remove(at: index)
        if !isCalm, random.happens(10) { return }
        if !isCalm, random.happens(10) { answers.append(answer) }
        handle(answer)
    }

    private mutating func moveWorld() {
        guard let key = world.keys.randomElement(using: &random) else { return }
        let truths: [ModelWorld.Truth] = [.running, .done, .done, .done, .failed]
        world.move(key, to: truths.randomElement(using: &random) ?? .done)
    }

    private mutating func answerFromWorld() {
        guard let key = world.keys.randomElement(using: &random) else { return }
        let result = random.happens(20) ? .outcomeUnknown(reason: "lost") : world.answer(of: key)
        if let result { answers.append(.ended(key, result)) }
    }

    private mutating func passTime() {
        let step = Duration.milliseconds(Int.random(in: 0...20_000, using: &random))
        guard let instant = wakesAt, random.happens(70) || instant <= now.instant.advanced(by: step) else {
            now = .test(now.passed + step)
            return
        }
        wake(at: instant)
    }

    private mutating func wake(at instant: Instant) {
        now = .test(max(now.passed, Moment.test(.zero).instant.duration(to: instant)))
        wakesAt = nil
        handle(.woke)
    }

    private mutating func crash() {
        crashes += 1
        trace.append("crash")
        effects = []
        answers = []
        wakesAt = nil
        guard let replayed = Execution(replaying: journal) else { return }
        execution = replayed
        if random.happens(80) { handle(.resumed) }
    }

    private mutating func answerQuestion() {
        guard let question = questions.randomElement(using: &random) else { return }
        handle(.answered(question, isApproved: random.happens(80), by: "alice", reason: "so"))
    }

    private mutating func personActs() {
        let step = header.runbook.randomElement(using: &random)?.id ?? "none"
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<5: handle(.abortRequested(by: random.happens(50) ? "alice" : nil, reason: "enough"))
        case 5..<7: handle(.superseded(by: Epoch(UInt64.random(in: 6...8, using: &random))))
        case 7..<50: handle(.retryRequested(step, by: "alice", reason: "again"))
        default: handle(.skipRequested(step, by: "alice", reason: "without"))
        }
    }

    // MARK: The calm

    /// Everything ends, every answer comes, time passes, until nothing is left to come.
    private mutating func settle() {
        for _ in 0..<2000 where execution.ending == nil {
            for key in world.keys where world.truths[key] == .onItsWay || world.truths[key] == .running {
                world.move(key, to: random.happens(70) ? .done : .failed)
                if let result = world.answer(of: key) { answers.append(.ended(key, result)) }
            }
            if !effects.isEmpty {
                carryOut(effects.removeFirst())
            } else if !answers.isEmpty {
                handle(answers.removeFirst())
            } else if let question = questions.popLast() {
                handle(.answered(question, isApproved: random.happens(80), by: "alice", reason: "so"))
            } else if let instant = wakesAt {
                wake(at: instant)
            } else {
                return
            }
        }
    }

    /// A person who skips whatever waits brings every execution to its end.
    private mutating func personEndsIt() {
        for _ in 0..<20 where execution.ending == nil {
            for step in header.runbook.map(\.id) { handle(.skipRequested(step, by: "alice", reason: "get on")) }
            settle()
        }
        if execution.ending == nil { violations.append("a person cannot bring it to its end") }
    }

    // MARK: The machine

    private mutating func handle(_ event: Execution.Event) {
        guard violations.isEmpty else { return }
        trace.append("[\(now.passed.text)] \(event)")
        take(execution.handle(event, at: now))
    }

    private mutating func take(_ outcome: Execution.Outcome) {
        let isCut = !isCalm && !outcome.records.isEmpty && random.happens(4)
        let least = journal.isEmpty ? 1 : 0
        let committed = isCut ? Int.random(in: least...outcome.records.count, using: &random) : outcome.records.count
        for event in outcome.records.prefix(committed) { commit(event) }
        guard !isCut else { return crash() }
        trace += outcome.effects.map { "    \($0.scriptText)" }
        effects += outcome.effects
        for case .wakeAt(let instant) in outcome.effects { wakesAt = instant }
        checkMachine()
    }

    private mutating func commit(_ event: JournalEvent) {
        trace.append("    record \(event.scriptText)")
        let position = JournalPosition(UInt64(journal.count + 1))
        journal.append(JournalRecord(position: position, term: 1, controller: "a", at: now.wall, event: event))
        rules.check(event)
        world.note(event)
    }

    private mutating func checkMachine() {
        violations += rules.violations + world.violations
        if Execution(replaying: journal)?.state != execution.state { violations.append("the replay differs") }
        let view = execution.view(at: now)
        if view.state != .ended, view.waitingFor.isEmpty { violations.append("it is open and does not say why") }
        if view.state == .waitingForPerson, execution.isLive, !view.waitingFor.contains(where: \.namesAPerson) {
            violations.append("it waits for a person and does not say for what")
        }
    }
}

extension String {
    fileprivate var namesAPerson: Bool { hasPrefix("a person:") || contains("holdfast approve") }
}
