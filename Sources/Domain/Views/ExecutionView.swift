/// An execution as people and programs see it: how far every step is, and what the whole waits for.
package struct ExecutionView: Hashable, Codable, Sendable {
    /// What the execution as a whole is doing.
    package enum State: String, Hashable, Codable, Sendable, CaseIterable {
        /// Steps run, or wait for the next try.
        case running
        /// Nothing happens until a person decides: see ``ExecutionView/waitingFor``.
        case waitingForPerson
        /// What was done is being undone.
        case compensating
        /// Steps that run were told to stop; nothing else starts.
        case aborting
        case ended
    }

    package var id: ExecutionID
    package var application: ApplicationID
    package var scenario: ScenarioID
    package var planVersion: PlanVersion
    package var kind: ExecutionHeader.Kind
    package var epoch: Epoch
    package var source: RegionID
    package var target: RegionID
    package var incident: IncidentID?
    package var state: State
    /// How it ended; `nil` while it is open.
    package var outcome: ExecutionOutcome?
    /// Why it ended, is undone or is aborted; `nil` while it goes forward.
    package var reason: String?
    /// What it waits for, one line each. Never empty while the execution is open.
    package var waitingFor: [String]
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?
    /// From the start to the end, or to now.
    package var took: Duration?
    /// In the order of the runbook.
    package var steps: [StepView]

    package init(
        header: ExecutionHeader,
        state: State,
        outcome: ExecutionOutcome?,
        reason: String?,
        waitingFor: [String],
        startedAt: Timestamp?,
        endedAt: Timestamp?,
        took: Duration?,
        steps: [StepView]
    ) {
        id = header.id
        application = header.application
        scenario = header.scenario
        planVersion = header.planVersion
        kind = header.kind
        epoch = header.epoch
        source = header.source
        target = header.target
        incident = header.incident
        self.state = state
        self.outcome = outcome
        self.reason = reason
        self.waitingFor = waitingFor
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.took = took
        self.steps = steps
    }
}
