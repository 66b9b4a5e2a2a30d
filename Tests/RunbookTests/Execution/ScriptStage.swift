import Domain

@testable import Runbook

/// Plays a script against the machine: gives it events, moves its time, crashes it, and prints what it says.
struct ScriptStage {
    private let header: ExecutionHeader
    private var execution: Execution?
    private var journal: [JournalRecord] = []
    private var now = Moment.test(.zero)
    private var wakesAt: Instant?

    init(_ runbook: [Step]) { header = .test(runbook) }

    /// The lines that a command leads to.
    mutating func play(_ command: String) throws -> [String] {
        let words = words(of: command)
        switch words[0] {
        case "start":
            let (started, outcome) = Execution.start(header, at: now)
            execution = started
            return take(outcome)
        case "crash":
            execution = Execution(replaying: journal)
            wakesAt = nil
            return []
        case "advance": return try advance(by: try duration(words[1]))
        case "view": return execution?.view(at: now).scriptLines ?? []
        default: return try handle(try event(words))
        }
    }

    private mutating func advance(by duration: Duration) throws -> [String] {
        let end = Moment.test(now.passed + duration)
        var lines: [String] = []
        while let instant = wakesAt, instant <= end.instant {
            now = Moment.test(Moment.test(.zero).instant.duration(to: instant))
            wakesAt = nil
            lines += ["[\(now.passed.text)]"] + (try handle(.woke))
        }
        now = end
        return lines + ["[\(now.passed.text)]"]
    }

    private mutating func handle(_ event: Execution.Event) throws -> [String] {
        guard let outcome = execution?.handle(event, at: now) else { throw ScriptError(text: "nothing has started") }
        let lines = take(outcome)
        guard Execution(replaying: journal)?.state == execution?.state else {
            throw ScriptError(text: "the replay of the journal differs from the state")
        }
        return lines
    }

    private mutating func take(_ outcome: Execution.Outcome) -> [String] {
        for event in outcome.records {
            let position = JournalPosition(UInt64(journal.count + 1))
            journal.append(JournalRecord(position: position, term: 1, controller: "a", at: now.wall, event: event))
        }
        for case .wakeAt(let instant) in outcome.effects { wakesAt = instant }
        return outcome.records.map { "record \($0.scriptText)" } + outcome.effects.map(\.scriptText)
            + (outcome.refusal.map { ["refused: \($0)"] } ?? [])
    }

    private func event(_ words: [String]) throws -> Execution.Event {
        switch words[0] {
        case "resume": .resumed
        case "woke": .woke
        case "superseded": .superseded(by: Epoch(UInt64(words[1]) ?? 0))
        case "abort": .abortRequested(by: OperatorName(words[2]), reason: words[3])
        case "retry": .retryRequested(StepID(words[1]), by: OperatorName(words[3]), reason: words[4])
        case "skip": .skipRequested(StepID(words[1]), by: OperatorName(words[3]), reason: words[4])
        case "approve", "reject":
            .answered(
                QuestionID(words[1]),
                isApproved: words[0] == "approve",
                by: OperatorName(words[3]),
                reason: words[4]
            )
        default: try answer(words)
        }
    }

    /// `STEP succeeds …`, or `STEP#ATTEMPT succeeds …` for a try other than the last.
    private func answer(_ words: [String]) throws -> Execution.Event {
        let name = words[0].split(separator: "#")
        let last = execution?.state.progress(of: StepID(name[0]))?.attempt ?? 0
        let attempt = name.count == 2 ? Int(name[1]) ?? 0 : last
        let key = HookKey(execution: header.id, step: StepID(name[0]), attempt: attempt)
        let rest = words.dropFirst(2)
        switch words[1] {
        case "succeeds": return .ended(key, .succeeded(outputs: pairs(rest), summary: "done"))
        case "fails": return .ended(key, .failed(reason: words[2]))
        case "refuses": return .ended(key, .refused(reason: words[2]))
        case "loses": return .ended(key, .outcomeUnknown(reason: words[2]))
        case "seen": return .inspected(key, try inspection(Array(rest)))
        default: throw ScriptError(text: "no command \(words[1])")
        }
    }

    private func inspection(_ words: [String]) throws -> Execution.Inspection {
        switch words[0] {
        case "done": .done(outputs: pairs(words.dropFirst()), summary: "seen as done")
        case "failed": .failed(reason: words[1])
        case "notDone": .notDone
        case "running": .stillRunning
        case "unknown": .unknown(reason: words[1])
        default: throw ScriptError(text: "nothing is seen as \(words[0])")
        }
    }

    private func duration(_ text: String) throws -> Duration {
        guard let duration = Duration(text: text) else { throw ScriptError(text: "\(text) is not a duration") }
        return duration
    }
}

struct ScriptError: Error {
    let text: String
}
