/// Why and for whom a runbook runs: what is fixed from its start.
package struct ExecutionHeader: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        case automatic
        case manual
        case drill
    }

    package var id: ExecutionID
    package var application: ApplicationID
    package var scenario: ScenarioID
    package var planVersion: PlanVersion
    package var kind: Kind
    /// The epoch under which its steps act on the outside world.
    package var epoch: Epoch
    /// The region it recovers from.
    package var source: RegionID
    /// The region it recovers to; the same as the source where nothing moves.
    package var target: RegionID
    package var incident: IncidentID?
    package var runbook: [Step]
    /// The endpoints of source and target as the plan had them at the start: a plan applied later changes nothing here.
    package var endpoints: [RegionID: [String: String]]

    package init(
        id: ExecutionID,
        application: ApplicationID,
        scenario: ScenarioID,
        planVersion: PlanVersion,
        kind: Kind,
        epoch: Epoch,
        source: RegionID,
        target: RegionID,
        incident: IncidentID?,
        runbook: [Step],
        endpoints: [RegionID: [String: String]] = [:]
    ) {
        self.id = id
        self.application = application
        self.scenario = scenario
        self.planVersion = planVersion
        self.kind = kind
        self.epoch = epoch
        self.source = source
        self.target = target
        self.incident = incident
        self.runbook = runbook
        self.endpoints = endpoints
    }
}

/// How one try of a step, or of its compensation, ended.
package enum StepResult: Hashable, Codable, Sendable {
    case succeeded(outputs: [String: String], summary: String)
    case failed(reason: String)
    /// It failed in a way that trying again cannot mend: a missing value, a stale epoch, a person's no.
    case refused(reason: String)
    /// Something other than itself cut it short (a crash, a change of leader, a question that no longer matters), and it
    /// did not take effect, or repeating it is safe. It does not count against the step's tries: those are for failures of
    /// the step itself.
    case interrupted(reason: String)
    /// It may or may not have taken effect, and looking at the world did not tell.
    case inDoubt(reason: String)
}

/// How a whole execution ended.
package enum ExecutionOutcome: String, Hashable, Codable, Sendable {
    case succeeded
    /// Every step is done, but some had failed with `on_failure: continue` or were skipped by a person.
    case succeededWithFailures
    case failed
    case compensated
    case aborted
}
