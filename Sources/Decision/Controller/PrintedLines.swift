import Domain

/// What hooks have printed lately, for people who follow an execution. It is not kept: the journal has the results.
struct PrintedLines: Sendable {
    private struct Roll {
        var lines: [OutputLine] = []
        /// The number of the first line that is still here.
        var first = 0
    }

    private var rolls: [ExecutionID: Roll] = [:]
    private var order: [ExecutionID] = []

    mutating func take(_ output: HookOutput) {
        let id = output.key.execution
        if rolls[id] == nil { begin(id) }
        for text in output.text.split(separator: "\n") {
            let line = OutputLine(step: output.key.step, attempt: output.key.attempt, text: String(text))
            rolls[id]?.lines.append(line)
        }
        let excess = (rolls[id]?.lines.count ?? 0) - Self.mostLines
        guard excess > 0 else { return }
        rolls[id]?.lines.removeFirst(excess)
        rolls[id]?.first += excess
    }

    /// The lines from a number on, and the number of the next one to come.
    func lines(of id: ExecutionID, from number: Int) -> (lines: [OutputLine], next: Int) {
        guard let roll = rolls[id] else { return ([], number) }
        return (Array(roll.lines.dropFirst(max(0, number - roll.first))), roll.first + roll.lines.count)
    }

    private mutating func begin(_ id: ExecutionID) {
        rolls[id] = Roll()
        order.append(id)
        guard order.count > Self.mostExecutions else { return }
        rolls[order.removeFirst()] = nil
    }

    /// A screen's worth many times over; older lines are on the host that ran the hook.
    private static let mostLines = 2000
    private static let mostExecutions = 20
}
