import Domain
import Testing

@testable import Runbook

/// For each runbook: run it through once; then cut its journal after every record, let what was under way have happened or
/// not, resume, and compare the end.
@Suite("Crashes between any two records")
struct ExecutionCrashTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let runbook: [String]
        /// The steps, or compensations as `undo STEP`, of which the first tries fail, and how many.
        var failures: [String: Int] = [:]
    }

    static let cases = [
        Case(
            testDescription: "a failover",
            runbook: [
                "step promote uses=hook outputs=lsn", "step deploy uses=hook",
                "step ask uses=approval needs=promote,deploy",
                "step dns uses=dns.failover needs=ask with.lsn={{steps.promote.outputs.lsn}}",
                "step purge uses=hook needs=dns if=\"steps.deploy.failed\"",
                "step smoke uses=http.verify needs=dns,purge",
            ]
        ),
        Case(
            testDescription: "retries and a failure that is passed by",
            runbook: [
                "step a uses=hook attempts=3", "step b uses=hook attempts=2 on_failure=continue",
                "step c uses=dns.failover needs=a,b attempts=2", "step d uses=notify needs=c if=\"steps.b.failed\"",
            ],
            failures: ["a": 2, "b": 9, "c": 1]
        ),
        Case(
            testDescription: "a failure that undoes the rest",
            runbook: [
                "step a uses=hook undo=hook", "step b uses=hook needs=a undo=hook attempts=2",
                "step c uses=dns.failover needs=b undo=dns.failover", "step d uses=hook needs=c on_failure=compensate",
                "step e uses=hook needs=d",
            ],
            failures: ["d": 9, "undo b": 1, "undo a": 9]
        ),
        Case(
            testDescription: "a failure that waits for a person",
            runbook: ["step a uses=hook", "step b uses=hook needs=a attempts=2", "step c uses=hook needs=b"],
            failures: ["b": 9]
        ),
        Case(
            testDescription: "a missing value",
            runbook: ["step a uses=hook", "step b uses=hook needs=a with.x={{steps.a.outputs.x}}"]
        ),
    ]

    @Test(arguments: cases)
    func leadToTheSameEndWithNothingDoneTwice(scenario: Case) throws {
        let header = ExecutionHeader.test(try scenario.runbook.map { try Step(script: $0) })
        var whole = CrashRun(header, failures: scenario.failures)
        whole.start()
        #expect(whole.isQuiet && whole.world.violations.isEmpty)
        for count in 1...whole.journal.count {
            for (didHappen, wasOrdered) in [(true, true), (false, true), (false, false)] {
                var run = CrashRun(header, failures: scenario.failures)
                run.resume(after: Array(whole.journal.prefix(count)), didHappen: didHappen, wasOrdered: wasOrdered)
                let place =
                    "after record \(count), \(whole.journal[count - 1].event.scriptText), happened: \(didHappen)"
                #expect(run.end == whole.end, "\(place)")
                #expect(run.world.violations.isEmpty, "\(place)")
                #expect(run.effects == whole.effects, "\(place)")
            }
        }
    }
}

/// One execution in a world that answers at once and in order.
struct CrashRun {
    private(set) var journal: [JournalRecord] = []
    private(set) var world = ModelWorld()
    private let header: ExecutionHeader
    private let failures: [String: Int]
    private var execution: Execution
    private var now = Moment.test(.zero)
    private var queue: [Execution.Effect] = []
    private var wakesAt: Instant?

    init(_ header: ExecutionHeader, failures: [String: Int]) {
        self.header = header
        self.failures = failures
        execution = Execution(header)
    }

    var isQuiet: Bool { execution.ending != nil || execution.view(at: now).state == .waitingForPerson }

    /// What must not depend on crashes: where every step stands, and why.
    var end: [String] {
        [execution.ending?.rawValue ?? "open"]
            + execution.state.steps.map { "\($0.step.id) \($0.forward.stage.name), undo \($0.compensation.stage.name)" }
    }

    /// How often each action took effect.
    var effects: [String: Int] {
        let done = world.keys.filter { world.truths[$0] == .done }.compactMap { world.orders[$0]?.actionName }
        return Dictionary(done.map { ($0, 1) }, uniquingKeysWith: +)
    }

    mutating func start() {
        let (started, outcome) = Execution.start(header, at: now)
        execution = started
        take(outcome)
        drive()
    }

    /// - Parameters:
    ///   - prefix: what was committed before the crash.
    ///   - didHappen: whether what was under way ran to its end.
    ///   - wasOrdered: whether the effects of the last outcome were carried out at all.
    mutating func resume(after prefix: [JournalRecord], didHappen: Bool, wasOrdered: Bool) {
        journal = prefix
        execution = Execution(replaying: prefix) ?? execution
        replayWorld(didHappen: didHappen, wasOrdered: wasOrdered)
        take(execution.handle(.resumed, at: now))
        drive()
    }

    private mutating func replayWorld(didHappen: Bool, wasOrdered: Bool) {
        for record in journal {
            guard case .execution(let event) = record.event else { continue }
            switch event {
            case .stepStarted(_, let step, let attempt, let isCompensation, _, _):
                guard let order = order(step, attempt, isCompensation), !order.isApproval else { continue }
                if wasOrdered { world.place(order, didHappen ? outcome(of: order) : .onItsWay) }
            case .stepEnded(_, let step, let attempt, let isCompensation, let result):
                guard let order = order(step, attempt, isCompensation), !order.isApproval else { continue }
                if case .succeeded = result { world.place(order, .done) }
                if case .failed = result { world.place(order, .failed) }
            case .started, .stepPassedOver, .stepSkipped, .stepRetried, .aborted, .ended: continue
            }
        }
    }

    private func order(_ step: StepID, _ attempt: Int, _ isCompensation: Bool) -> StepOrder? {
        guard let progress = execution.state.progress(of: step) else { return nil }
        return try? Turn(execution, at: now).stepOrder(of: progress, attempt: attempt, isCompensation: isCompensation)
    }

    private mutating func drive() {
        for _ in 0..<1000 {
            if !queue.isEmpty {
                answer(queue.removeFirst())
            } else if let instant = wakesAt, !isQuiet {
                now = .test(Moment.test(.zero).instant.duration(to: instant))
                wakesAt = nil
                take(execution.handle(.woke, at: now))
            } else {
                return
            }
        }
    }

    private mutating func answer(_ effect: Execution.Effect) {
        switch effect {
        case .perform(let order):
            world.perform(order)
            world.move(order.key, to: outcome(of: order))
            if let result = world.answer(of: order.key) { take(execution.handle(.ended(order.key, result), at: now)) }
        case .inspect(let order):
            take(execution.handle(.inspected(order.key, world.inspect(order)), at: now))
        case .ask(let question):
            let answer = Execution.Event.answered(question.id, isApproved: true, by: "alice", reason: "yes")
            take(execution.handle(answer, at: now))
        case .wakeAt(let instant): wakesAt = instant
        case .stop, .withdraw, .alert: break
        }
    }

    /// The first tries fail, as many as the case says; tries that never took place do not count.
    private func outcome(of order: StepOrder) -> ModelWorld.Truth {
        let name = order.actionName
        let failed = world.keys.filter {
            $0 != order.key && world.orders[$0]?.actionName == name && world.truths[$0] == .failed
        }
        return failed.count < failures[name] ?? 0 ? .failed : .done
    }

    private mutating func take(_ outcome: Execution.Outcome) {
        for event in outcome.records {
            let position = JournalPosition(UInt64(journal.count + 1))
            journal.append(JournalRecord(position: position, term: 1, controller: "a", at: now.wall, event: event))
            world.note(event)
        }
        queue += outcome.effects
    }
}

extension StepOrder {
    fileprivate var actionName: String { isCompensation ? "undo \(key.step)" : "\(key.step)" }
}
