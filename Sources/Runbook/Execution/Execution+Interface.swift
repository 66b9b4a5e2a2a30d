import Domain

extension Execution {
    /// What an execution is told.
    package enum Event: Hashable, Sendable {
        /// This process goes on with an execution of which it knows the records only: it was just started, its leader
        /// crashed, or another took over. Everything under way is inspected first (DESIGN S4).
        case resumed
        /// The instant asked for by ``Effect/wakeAt(_:)`` has come. Coming early, late or twice does no harm.
        case woke
        /// The answer to ``Effect/perform(_:)``.
        case ended(HookKey, TryResult)
        /// The answer to ``Effect/inspect(_:)``.
        case inspected(HookKey, Inspection)
        /// A person answered a question of ``Effect/ask(_:)``.
        case answered(QuestionID, isApproved: Bool, by: OperatorName, reason: String)
        /// A person, or `nil` for a verdict that pre-empts it, wants it to stop.
        case abortRequested(by: OperatorName?, reason: String)
        /// A person wants a step that failed or is in doubt to be tried anew.
        case retryRequested(StepID, by: OperatorName, reason: String)
        /// A person wants to go on without a step, as if it were done.
        case skipRequested(StepID, by: OperatorName, reason: String)
        /// The application's epoch moved on to this one, so that nothing of this execution has force any more.
        case superseded(by: Epoch)
    }

    /// How an order to perform was answered.
    package enum TryResult: Hashable, Sendable {
        case succeeded(outputs: [String: String], summary: String)
        /// It did not do what it should; trying again may.
        case failed(reason: String)
        /// It did nothing, and trying again cannot mend that.
        case refused(reason: String)
        /// It may or may not have taken effect: the answer was lost, or it was cut short.
        case outcomeUnknown(reason: String)
    }

    /// What looking at the world showed of a try.
    package enum Inspection: Hashable, Sendable {
        case done(outputs: [String: String], summary: String)
        /// It ran to its end, and failed.
        case failed(reason: String)
        /// It did not take effect, and it will not: it never ran and is now refused, or it is over.
        case notDone
        case stillRunning
        case unknown(reason: String)
        /// Whoever could tell is gone. It is asked again for as long as a restart takes, and then a person is.
        case unreachable(reason: String)
    }

    /// What is to be carried out once the records of the same outcome are committed. Answers come back as events.
    package enum Effect: Hashable, Sendable {
        /// Do it, under the order's key; answered by ``Event/ended(_:_:)``.
        case perform(StepOrder)
        /// Look what became of it, doing nothing; answered by ``Event/inspected(_:_:)``. An order to perform it that is still
        /// on its way, from this leader or an earlier one, must find itself refused after the answer `notDone`.
        case inspect(StepOrder)
        /// End what runs under this key, as far as it can be ended. Not answered by itself.
        case stop(HookKey)
        /// Put the question to people. Repeated after a crash: the same question has the same name.
        case ask(Question)
        /// The question is moot.
        case withdraw(QuestionID)
        /// Say ``Event/woke`` then. Replaces what was asked for before.
        case wakeAt(Instant)
        case alert(Alert)
    }

    /// Something that people should hear about a step. Repeated after a crash.
    package struct Alert: Hashable, Sendable {
        package var step: StepID
        /// Whether the execution waits for a person because of it.
        package var needsPerson: Bool
        package var text: String
    }

    /// What one event leads to.
    package struct Outcome: Hashable, Sendable {
        /// To be committed together, in this order, before any effect is carried out.
        package internal(set) var records: [JournalEvent] = []
        package internal(set) var effects: [Effect] = []
        /// Why what a person asked for is not done, and what can be; `nil` if it is, or if no person asked.
        package internal(set) var refusal: String?
    }
}
