import Domain

/// The execution of a runbook, as a machine without clock, network or chance.
///
/// Its durable half, ``state``, is the fold of its records; replaying them after a crash, and then telling it `.resumed`,
/// goes on where the last leader stopped. The other half is what only a living process can know: which answers it awaits,
/// until when. A leader that loses its leadership drops the machine.
package struct Execution: Hashable, Sendable {
    package internal(set) var state: ExecutionState
    /// The tries under way, by step: a step and its compensation never run at the same time.
    var watches: [StepID: Watch] = [:]
    /// When a step between tries is tried again.
    var nextTries: [StepID: Instant] = [:]
    /// What was last asked for as ``Effect/wakeAt(_:)``.
    var wakesAt: Instant?
    /// Whether it was told ``Event/resumed``, so that ``watches`` holds every try under way.
    var isLive = false
    /// The agents that can be given hooks now, in the order in which they are asked.
    package var hookAgents: [HookAgent] = []

    /// An execution of which nothing but its header is known.
    package init(_ header: ExecutionHeader) { state = ExecutionState(header: header) }

    /// The execution that these records tell of; `nil` if they tell of none.
    ///
    /// - Parameter records: the journal or a part of it, from the execution's start on; other records do not matter. Of two
    ///   executions the first one counts.
    package init?(replaying records: some Sequence<JournalRecord>) {
        var execution: Execution?
        for record in records {
            if execution == nil, case .execution(.started(let header)) = record.event { execution = Execution(header) }
            execution?.apply(record.event, at: record.at)
        }
        guard let execution else { return nil }
        self = execution
    }

    /// Begins an execution: its first record, and whatever can start at once.
    package static func start(
        _ header: ExecutionHeader,
        hookAgents: [HookAgent] = [],
        at now: Moment
    ) -> (execution: Execution, outcome: Outcome) {
        var execution = Execution(header)
        execution.hookAgents = hookAgents
        var turn = Turn(execution, at: now)
        turn.record(.execution(.started(header)))
        turn.take(.resumed)
        return (turn.execution, turn.outcome)
    }

    /// Takes over a committed record, while its state is rebuilt from the journal. Records that ``handle(_:at:)`` returned
    /// are already part of it.
    package mutating func apply(_ event: JournalEvent, at time: Timestamp) { state.apply(event, at: time) }

    /// Takes one event and decides what follows.
    ///
    /// - Parameters:
    ///   - event: what happened.
    ///   - now: must not go back between calls; its wall time becomes the time of the records.
    /// - Returns: the records to commit, and the effects to carry out after that.
    package mutating func handle(_ event: Event, at now: Moment) -> Outcome {
        var turn = Turn(self, at: now)
        turn.take(event)
        self = turn.execution
        return turn.outcome
    }

    package var id: ExecutionID { state.header.id }

    /// How it ended; `nil` while it is open.
    package var ending: ExecutionOutcome? {
        guard case .ended(let outcome, _) = state.phase else { return nil }
        return outcome
    }
}
