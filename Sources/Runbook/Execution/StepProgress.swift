import Domain

/// Everything durable about one step of an execution.
package struct StepProgress: Hashable, Sendable {
    package let step: Step
    /// The number of the last try. One count for the step and its compensation, so that no two tries share a key.
    package internal(set) var attempt = 0
    /// The agent that was given the last try: it alone can tell what became of it.
    package internal(set) var agent: AgentID?
    /// That agent's ledger then: with another it cannot tell either.
    package internal(set) var ledger: HookLedgerID?
    package internal(set) var forward = Track()
    package internal(set) var compensation = Track()
    package internal(set) var outputs: [String: String] = [:]
    package internal(set) var approval: Approval?

    /// What a step that `uses: approval` asked, and what it heard.
    package enum Approval: Hashable, Sendable {
        case asked(Question)
        case answered(isApproved: Bool, by: OperatorName, reason: String)
    }

    init(step: Step) { self.step = step }

    /// Whether what needs this step may go on.
    var isDone: Bool {
        switch forward.stage {
        case .succeeded, .passedOver, .skipped: true
        case .failed: step.onFailure == .continue
        case .waiting, .running, .betweenTries, .inDoubt: false
        }
    }

    /// Whether nothing new may start while it stands like this. A step in doubt may have failed: it is treated as one that did.
    var isHalting: Bool {
        switch forward.stage {
        case .failed, .inDoubt: step.onFailure != .continue
        case .waiting, .running, .betweenTries, .succeeded, .passedOver, .skipped: false
        }
    }

    /// Whether a try of it, or of its compensation, is under way.
    package var isRunning: Bool { forward.stage == .running || compensation.stage == .running }

    /// The question that waits for a person.
    var openQuestion: Question? {
        guard case .asked(let question)? = approval else { return nil }
        return question
    }

    func track(isCompensation: Bool) -> Track { isCompensation ? compensation : forward }

    mutating func take(_ fact: Stage.Fact, isCompensation: Bool, at time: Timestamp) {
        if isCompensation {
            compensation.take(fact, at: time)
        } else {
            forward.take(fact, at: time)
        }
    }
}
