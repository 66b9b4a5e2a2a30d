import Domain

/// One event on its way through an execution: the state as it becomes, and what follows.
///
/// It is built to run to a standstill: every part looks at the durable state and does what is missing there, so that it
/// does not matter whether a step of the way was taken just now or before a crash.
struct Turn {
    var execution: Execution
    let now: Moment
    var outcome = Execution.Outcome()

    init(_ execution: Execution, at now: Moment) {
        self.execution = execution
        self.now = now
    }

    var state: ExecutionState { execution.state }
    var header: ExecutionHeader { execution.state.header }

    mutating func take(_ event: Execution.Event) {
        guard execution.ending == nil else { return refuseIfAsked(event) }
        if !execution.isLive { resume() }
        switch event {
        case .resumed: break
        case .woke: wake()
        case .ended(let key, let result): takeResult(result, of: key)
        case .inspected(let key, let inspection): takeInspection(inspection, of: key)
        case .answered(let question, let isApproved, let person, let reason):
            takeAnswer(to: question, isApproved: isApproved, by: person, reason: reason)
        case .abortRequested(let person, let reason): abort(by: person, reason: reason)
        case .retryRequested(let step, let person, let reason): retry(step, by: person, reason: reason)
        case .skipRequested(let step, let person, let reason): skip(step, by: person, reason: reason)
        case .superseded(let epoch): giveWay(to: epoch)
        }
        goOn()
        askForWaking()
    }

    /// Adds a record and takes it over.
    mutating func record(_ event: JournalEvent) {
        outcome.records.append(event)
        execution.apply(event, at: now.wall)
    }

    mutating func order(_ effect: Execution.Effect) { outcome.effects.append(effect) }

    private mutating func refuseIfAsked(_ event: Execution.Event) {
        switch event {
        case .abortRequested, .retryRequested, .skipRequested, .answered:
            outcome.refusal = "execution \(header.id) has ended; see holdfast executions show \(header.id)"
        case .resumed, .woke, .ended, .inspected, .superseded: break
        }
    }

    private mutating func wake() {
        execution.wakesAt = nil
        for step in execution.watches.keys.sorted() { checkTime(of: step) }
    }

    /// Asks to be woken when the earliest wait is over, unless that was asked for already.
    private mutating func askForWaking() {
        guard execution.ending == nil else { return }
        let instants = execution.watches.values.map(\.nextInstant) + execution.nextTries.values
        guard let next = instants.min(), next != execution.wakesAt else { return }
        execution.wakesAt = next
        // First, so that a shell which answers an order at once does not take this for newer than what that answer asks for.
        outcome.effects.insert(.wakeAt(next), at: 0)
    }
}
