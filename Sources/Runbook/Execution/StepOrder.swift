import Domain

/// One try of a step, or of its compensation, with everything that carrying it out or inspecting it takes.
package struct StepOrder: Hashable, Sendable {
    /// Names the try. Carried out under this name, it never runs twice.
    package var key: HookKey
    package var isCompensation: Bool
    /// Its parameters are filled in.
    package var action: Action
    /// The outputs that the step asks for.
    package var outputs: [String]
    package var application: ApplicationID
    package var epoch: Epoch
    package var source: RegionID
    package var target: RegionID
    package var kind: ExecutionHeader.Kind
    package var planVersion: PlanVersion
    package var timeout: Duration
    /// The agent that is to run the hook; `nil` for other steps, and where no agent can.
    package var agent: AgentID?
    /// The agent's ledger when the try began.
    package var ledger: HookLedgerID?

    package init(
        key: HookKey,
        isCompensation: Bool,
        action: Action,
        step: Step,
        header: ExecutionHeader,
        agent: AgentID? = nil,
        ledger: HookLedgerID? = nil
    ) {
        self.key = key
        self.isCompensation = isCompensation
        self.action = action
        outputs = step.outputs
        application = header.application
        epoch = header.epoch
        source = header.source
        target = header.target
        kind = header.kind
        planVersion = header.planVersion
        timeout = step.timeout
        self.agent = agent
        self.ledger = ledger
    }

    /// Whether the action may be repeated while it is not known whether it took effect.
    var isSafeToRepeat: Bool { StepKind(rawValue: action.uses)?.isSafeToRepeat ?? false }
}
