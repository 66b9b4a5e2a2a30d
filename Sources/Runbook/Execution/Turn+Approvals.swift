import Domain

extension Turn {
    /// Asks people, for a step that `uses: approval`. The question's name is made of the try's, so that asking again after a
    /// crash asks the same one.
    mutating func ask(_ order: StepOrder, deadline: Instant) {
        let key = order.key
        let question = Question(
            id: QuestionID("\(key.execution)-\(key.step)-\(key.attempt)"),
            application: header.application,
            subject: .step(key.execution, key.step),
            text: order.action.with["question"]?.scalarText ?? "May \(header.scenario) go on at \(key.step)?",
            incident: header.incident
        )
        execution.watches[key.step] = Watch(order: order, mode: .asking, deadline: deadline)
        record(.question(.asked(question)))
        self.order(.ask(question))
    }

    mutating func takeAnswer(to id: QuestionID, isApproved: Bool, by person: OperatorName, reason: String) {
        guard let index = state.index(ofQuestion: id), state.steps[index].isRunning else {
            outcome.refusal = "question \(id) is not open; see holdfast executions show \(header.id)"
            return
        }
        record(.question(.answered(question: id, isApproved: isApproved, by: person, reason: reason)))
    }

    /// Ends the approval steps that have their answer, and those whose answer no longer matters.
    mutating func concludeApprovals() {
        for step in execution.watches.keys.sorted() {
            guard let watch = execution.watches[step], watch.mode == .asking else { continue }
            switch state.progress(of: step)?.approval {
            case .answered(let isApproved, let person, let reason)?:
                let said = "\(isApproved ? "approved" : "rejected") by \(person): \(reason)"
                conclude(watch, with: isApproved ? .succeeded(outputs: [:], summary: said) : .refused(reason: said))
            case .asked?, nil:
                guard !state.mayTryAgain(isCompensation: watch.order.isCompensation) else { continue }
                conclude(watch, with: .interrupted(reason: "the question no longer matters: \(state.phase.text)"))
            }
        }
    }

    /// Takes back the questions whose step no longer waits for them.
    mutating func withdrawMootQuestions() {
        for progress in state.steps {
            guard let question = progress.openQuestion, !progress.isRunning else { continue }
            record(
                .question(.withdrawn(question: question.id, reason: "step \(progress.step.id) no longer waits for it"))
            )
            order(.withdraw(question.id))
        }
    }
}

extension ExecutionState.Phase {
    /// One clause for people.
    var text: String {
        switch self {
        case .forward: "the execution goes on"
        case .compensating(let step): "the execution is being undone because \(step) failed"
        case .aborting(let person, let reason): "the execution is being aborted\(person.text): \(reason)"
        case .ended(let outcome, let reason): "the execution has ended (\(outcome.rawValue)): \(reason)"
        }
    }
}

extension OperatorName? {
    fileprivate var text: String { map { " by \($0)" } ?? "" }
}
