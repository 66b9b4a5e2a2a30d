import Domain

/// Where a step stands, or the compensation of a step: both go through the same stages.
///
/// The stages are durable: each is reached by a record of the journal. What a crash may forget (time-outs, inspections under
/// way) is in ``Watch``. `next(after:)` is the whole table of transitions; a test prints it.
package enum Stage: Hashable, Sendable {
    /// Not begun, or to be begun anew: its try was cut short, or a person asked for another.
    /// Goes to `running` when what it needs is done, `passedOver` when its condition does not hold, `failed` when its
    /// parameters cannot be filled in, `skipped` by a person when it is the undoing of a step.
    case waiting
    /// A try was journalled as started, and no end of it. Whether it takes effect is open until its answer or an inspection.
    /// Goes to `succeeded`, `betweenTries`, `failed`, `inDoubt`, or back to `waiting` when it was cut short.
    case running
    /// A try failed, and another follows after a wait.
    /// Goes to `running`, or to `failed` when nothing more may start; a person may skip it or have it tried at once.
    case betweenTries(reason: String)
    /// Done. Stays so.
    case succeeded(summary: String)
    /// All tries failed, or one was refused. What follows is the step's `on_failure`.
    /// A person may have it tried again (`waiting`) or skip it.
    case failed(reason: String)
    /// A try may or may not have taken effect, and inspection did not tell. Nobody but a person may go on from here: to
    /// `waiting` or to `skipped`.
    case inDoubt(reason: String)
    /// Its condition did not hold. Stays so; what needs it goes on.
    case passedOver(reason: String)
    /// A person said to go on without it. Stays so; counts as done.
    case skipped(by: OperatorName, reason: String)

    /// What a record says about a step, or about its compensation.
    package enum Fact: Hashable, Sendable {
        case started
        case succeeded(summary: String)
        /// A try failed and more are allowed.
        case failed(reason: String)
        /// A try failed and no more are allowed.
        case failedForGood(reason: String)
        case fellInDoubt(reason: String)
        case interrupted
        /// Nothing more may start, so that there will be no other try.
        case gaveUp
        case passedOver(reason: String)
        case skipped(by: OperatorName, reason: String)
        case retried
    }

    /// The stage without its circumstances, for people.
    package var name: String { view.rawValue }

    package var view: StepView.State {
        switch self {
        case .waiting: .waiting
        case .running: .running
        case .betweenTries: .betweenTries
        case .succeeded: .succeeded
        case .failed: .failed
        case .inDoubt: .inDoubt
        case .passedOver: .passedOver
        case .skipped: .skipped
        }
    }

    /// The stage that follows; `nil` where the fact means nothing.
    package func next(after fact: Fact) -> Stage? {
        switch self {
        case .waiting: nextFromWaiting(after: fact)
        case .running: nextFromRunning(after: fact)
        case .betweenTries(let reason): nextFromBetweenTries(after: fact, lastReason: reason)
        case .failed, .inDoubt: nextByPerson(after: fact)
        case .succeeded, .passedOver, .skipped: nil
        }
    }

    private func nextFromWaiting(after fact: Fact) -> Stage? {
        switch fact {
        case .started: .running
        case .failedForGood(let reason): .failed(reason: reason)
        case .passedOver(let reason): .passedOver(reason: reason)
        case .skipped(let person, let reason): .skipped(by: person, reason: reason)
        case .succeeded, .failed, .fellInDoubt, .interrupted, .gaveUp, .retried: nil
        }
    }

    private func nextFromRunning(after fact: Fact) -> Stage? {
        switch fact {
        case .succeeded(let summary): .succeeded(summary: summary)
        case .failed(let reason): .betweenTries(reason: reason)
        case .failedForGood(let reason): .failed(reason: reason)
        case .fellInDoubt(let reason): .inDoubt(reason: reason)
        case .interrupted: .waiting
        case .started, .gaveUp, .passedOver, .skipped, .retried: nil
        }
    }

    private func nextFromBetweenTries(after fact: Fact, lastReason: String) -> Stage? {
        switch fact {
        case .started: .running
        case .failedForGood(let reason): .failed(reason: reason)
        case .gaveUp: .failed(reason: lastReason)
        case .skipped(let person, let reason): .skipped(by: person, reason: reason)
        case .retried: .waiting
        case .succeeded, .failed, .fellInDoubt, .interrupted, .passedOver: nil
        }
    }

    private func nextByPerson(after fact: Fact) -> Stage? {
        switch fact {
        case .skipped(let person, let reason): .skipped(by: person, reason: reason)
        case .retried: .waiting
        case .started, .succeeded, .failed, .failedForGood, .fellInDoubt, .interrupted, .gaveUp, .passedOver: nil
        }
    }
}
