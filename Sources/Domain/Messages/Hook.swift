/// Names one try of one step: the same key never runs a command twice.
package struct HookKey: Hashable, Codable, Sendable {
    package var execution: ExecutionID
    package var step: StepID
    /// Counts the tries of the step and of its compensation together, so that no two of them share a key.
    package var attempt: Int

    package init(execution: ExecutionID, step: StepID, attempt: Int) {
        self.execution = execution
        self.step = step
        self.attempt = attempt
    }
}

/// An order to an agent to run one of its own hooks. It can never make a host run anything else.
package struct HookOrder: Hashable, Sendable {
    /// What is wanted.
    package enum Purpose: String, Hashable, Codable, Sendable {
        case run
        /// Only say what became of it: nothing is started but the hook's own `inspect` command.
        case inspect
    }

    package var key: HookKey
    package var purpose: Purpose
    package var term: Term
    package var application: ApplicationID
    package var epoch: Epoch
    package var hook: HookName
    /// Reach the command as environment variables `HOLDFAST_NAME`.
    package var parameters: [String: String]
    package var timeout: Duration
    /// The ledger of the agent when the try began; `nil` if it did not say.
    package var ledger: HookLedgerID?

    package init(
        key: HookKey,
        purpose: Purpose,
        term: Term,
        application: ApplicationID,
        epoch: Epoch,
        hook: HookName,
        parameters: [String: String],
        timeout: Duration,
        ledger: HookLedgerID? = nil
    ) {
        self.key = key
        self.purpose = purpose
        self.term = term
        self.application = application
        self.epoch = epoch
        self.hook = hook
        self.parameters = parameters
        self.timeout = timeout
        self.ledger = ledger
    }

    /// Whether an agent with this ledger would know if it had been given the order before. One whose ledger was begun anew since
    /// then cannot tell: that it has never heard of the order does not mean that nothing was done, and it starts nothing.
    package func isRemembered(in ledger: HookLedgerID) -> Bool {
        self.ledger == nil || self.ledger == ledger || isPlanted(.newLedgersDenyOrders)
    }
}

/// A piece of what a hook printed, while it runs.
package struct HookOutput: Hashable, Sendable {
    package var key: HookKey
    package var text: String

    package init(key: HookKey, text: String) {
        self.key = key
        self.text = text
    }
}

/// What has become of a hook order.
package struct HookStatus: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Never started here, by a ledger that would know.
        case notStarted
        case running
        case succeeded(outputs: [String: String])
        case failed(exitCode: Int, summary: String)
        case timedOut
        case refused(Refusal)
        /// It was running when the agent died, or may have run before its ledger was lost; whether it took effect is not known.
        case interrupted
    }

    package var key: HookKey
    package var state: State

    package init(key: HookKey, state: State) {
        self.key = key
        self.state = state
    }
}
