/// A way to fail that the plan covers: a trigger and a runbook.
package struct Scenario: Hashable, Codable, Sendable {
    /// Who starts the runbook.
    package enum Mode: String, Hashable, Codable, Sendable, CaseIterable {
        case automatic
        /// A person is asked first.
        case approval
    }

    package var id: ScenarioID
    package var when: Trigger
    package var mode: Mode
    /// Whether the runbook moves the application to another region, under a new epoch.
    package var movesRegion: Bool
    package var runbook: [Step]

    package init(id: ScenarioID, when trigger: Trigger, mode: Mode, movesRegion: Bool, runbook: [Step]) {
        self.id = id
        when = trigger
        self.mode = mode
        self.movesRegion = movesRegion
        self.runbook = runbook
    }
}

/// What starts a scenario: a verdict on the application's active region.
package struct Trigger: Hashable, Codable, Sendable {
    /// Any of these. Empty: only a person starts the scenario.
    package var verdicts: [Verdict]
    /// For `degraded`: the checks of which at least one must be down; empty for any.
    package var checks: [CheckID]
    /// How long the verdict must have stood beyond its own confirmation.
    package var standing: Duration?

    package init(verdicts: [Verdict], checks: [CheckID] = [], standing: Duration? = nil) {
        self.verdicts = verdicts
        self.checks = checks
        self.standing = standing
    }
}

/// One step of a runbook.
package struct Step: Hashable, Codable, Sendable {
    /// What a failed step means for the rest.
    package enum FailurePolicy: String, Hashable, Codable, Sendable, CaseIterable {
        /// Start nothing more; the execution fails.
        case stop
        /// Go on as if it had succeeded, and say so.
        case `continue`
        /// Undo what the finished steps know how to undo, newest first; the execution fails.
        case compensate
    }

    package var id: StepID
    package var action: Action
    package var needs: [StepID]
    /// Runs only if this holds; otherwise it is skipped and what needs it goes on.
    package var condition: String?
    package var timeout: Duration
    package var retry: RetryPolicy
    package var onFailure: FailurePolicy
    /// What undoes the step.
    package var compensation: Action?
    /// Names of the values that a hook gives to later steps.
    package var outputs: [String]

    package init(
        id: StepID,
        action: Action,
        needs: [StepID] = [],
        condition: String? = nil,
        timeout: Duration = .seconds(60),
        retry: RetryPolicy = RetryPolicy(),
        onFailure: FailurePolicy = .stop,
        compensation: Action? = nil,
        outputs: [String] = []
    ) {
        self.id = id
        self.action = action
        self.needs = needs
        self.condition = condition
        self.timeout = timeout
        self.retry = retry
        self.onFailure = onFailure
        self.compensation = compensation
        self.outputs = outputs
    }
}

/// What is done: a kind and its parameters.
package struct Action: Hashable, Codable, Sendable {
    package var uses: String
    package var with: Parameters

    package init(uses: String, with parameters: Parameters = [:]) {
        self.uses = uses
        with = parameters
    }
}

/// How often a failed step is tried again, and how long it waits in between: the wait doubles up to its limit.
package struct RetryPolicy: Hashable, Codable, Sendable {
    /// Tries in all, the first included.
    package var attempts: Int
    package var backoff: Duration
    package var longestBackoff: Duration

    package init(attempts: Int = 1, backoff: Duration = .seconds(1), longestBackoff: Duration = .seconds(30)) {
        self.attempts = attempts
        self.backoff = backoff
        self.longestBackoff = longestBackoff
    }

    /// The wait after the given number of failed tries.
    package func wait(afterFailures failures: Int) -> Duration {
        let doublings = min(max(0, failures - 1), Self.mostDoublings)
        return min(longestBackoff, backoff * (1 << doublings))
    }

    /// Beyond this every sensible limit has been reached, and the multiplication still cannot overflow.
    private static let mostDoublings = 16
}
