/// A step of an execution as people and programs see it.
package struct StepView: Hashable, Codable, Sendable {
    /// Where a step, or its compensation, stands.
    package enum State: String, Hashable, Codable, Sendable, CaseIterable {
        /// Not begun: what it needs is not done, or nothing new may start.
        case waiting
        /// A try is under way.
        case running
        /// A try failed; another follows after a wait.
        case betweenTries
        case succeeded
        case failed
        /// It may or may not have taken effect: a person has to look.
        case inDoubt
        /// Its condition did not hold.
        case passedOver
        /// A person said to go on without it.
        case skipped
    }

    package var id: StepID
    /// The kind of its action.
    package var uses: String
    package var needs: [StepID]
    package var state: State
    /// The number of its last try, counted from 1, those of its compensation included; 0 before the first.
    package var attempt: Int
    /// When it came into its state.
    package var since: Timestamp?
    /// From its first try to its end, or to now.
    package var took: Duration?
    /// What it waits for, why it failed, or what it did.
    package var reason: String?
    /// The question that it waits for.
    package var question: QuestionID?
    package var outputs: [String: String]
    /// Where its compensation stands; `nil` if it has none or nothing is undone.
    package var compensation: State?
    /// Why the compensation stands there.
    package var compensationReason: String?

    package init(
        id: StepID,
        uses: String,
        needs: [StepID],
        state: State,
        attempt: Int,
        since: Timestamp?,
        took: Duration?,
        reason: String?,
        question: QuestionID?,
        outputs: [String: String],
        compensation: State?,
        compensationReason: String?
    ) {
        self.id = id
        self.uses = uses
        self.needs = needs
        self.state = state
        self.attempt = attempt
        self.since = since
        self.took = took
        self.reason = reason
        self.question = question
        self.outputs = outputs
        self.compensation = compensation
        self.compensationReason = compensationReason
    }
}
