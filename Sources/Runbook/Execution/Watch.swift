import Domain

/// What this process knows of a try under way that the journal does not: until when it waits for what.
///
/// It is lost by a crash; ``Execution/Event/resumed`` makes it anew.
struct Watch: Hashable, Sendable {
    /// What is awaited.
    enum Mode: Hashable, Sendable {
        /// The answer of what was ordered. Goes to `looking` when it is lost or late.
        case performing
        /// The answer of a person. Ends with it, or at the deadline.
        case asking
        /// The answer of an inspection. Goes to `pausing` when it does not settle the matter.
        case looking(answerBy: Instant)
        /// The next inspection. Goes to `looking`.
        case pausing(until: Instant)
    }

    /// Why the try has to be inspected.
    enum Doubt: Hashable, Sendable {
        /// A crash or a change of leader came in between.
        case interrupted
        case answerLost(reason: String)
        case tookTooLong
        /// It was told to stop because the execution is being aborted, and did not answer.
        case stopped
    }

    let order: StepOrder
    var mode: Mode
    /// When the try has taken too long: it is told to stop.
    var deadline: Instant
    /// When looking ends and a person is needed; set when the try is told to stop, or nobody can tell what became of it.
    var giveUpAt: Instant?
    var doubt: Doubt?
    /// Whether this process has ordered it to stop.
    var isToldToStop = false
    /// What the last inspection saw.
    var lastSeen: String?

    /// When something has to be done unless an answer comes.
    var nextInstant: Instant {
        let untilDeadline = giveUpAt == nil ? deadline : nil
        return switch mode {
        case .performing, .asking: deadline
        case .looking(let instant), .pausing(let instant): min(instant, untilDeadline ?? instant)
        }
    }

    /// Between two inspections. Short, since every recovery after a crash may wait for it; an inspection costs a read.
    static let timeBetweenLooks = Duration.seconds(2)
    /// How long an inspection may take: longer than an agent's reconnection and the `inspect` command of a hook.
    static let longestLook = Duration.seconds(15)
    /// How long a try that was told to stop, or of which nobody can tell, is inspected before a person is asked: longer than
    /// the restart of an agent.
    static let longestDoubt = Duration.seconds(30)
    /// How long an aborted execution waits for the answer of a try before it looks for itself.
    static let longestStop = Duration.seconds(10)
}
