import Domain

extension LocalCheckRunner {
    /// Runs a command of the agent's own file as a check, by the rules of monitoring plugins: exit code 0 is good, 1 good with
    /// a warning, 2 bad, and anything else says nothing (https://www.monitoring-plugins.org/doc/guidelines.html).
    func runHook(_ check: AssignedCheck) async -> Observation {
        guard let name = check.with["hook"]?.scalarText, let hook = definition(of: HookName(name)) else {
            return .notRun("this agent's file defines no hook \(check.with["hook"]?.scalarText ?? "")")
        }
        guard let variables = variables(for: check) else {
            return .notRun("a parameter of the check cannot be an environment variable")
        }
        let command = Command(hook.argv, environment: variables, user: hook.user)
        let start = ContinuousClock.now
        let output = PluginOutput()
        let limits = CommandLimits(
            timeout: min(check.timeout, hook.timeout),
            starting: CommandLimits.patientStart
        )
        let end = await CommandRun(command, limits: limits).run(output: { output.append($0) })
        let took = ContinuousClock.now - start
        let (text, figures) = output.parsed
        let said = text.isEmpty ? "" : ": \(text)"
        let (outcome, summary): (Observation.Outcome, String) =
            switch end {
            case .exited(0): (.passed, text.isEmpty ? "exit code 0" : text)
            case .exited(1): (.passed, "warning\(said)")
            case .exited(2): (.failed, "critical\(said)")
            case .timedOut: (.failed, "the command took too long and was ended\(said)")
            case .exited, .signalled, .stopped, .notStarted, .leftBehind: (.notRun, "\(end.summary)\(said)")
            }
        return Observation(outcome: outcome, summary: summary, took: took, figures: figures)
    }

    private func variables(for check: AssignedCheck) -> [String: String]? {
        var variables = [
            "HOLDFAST_APPLICATION": "\(check.application)", "HOLDFAST_CHECK": "\(check.check)",
            "HOLDFAST_REGION": "\(check.subject)",
        ]
        guard case .table(let parameters) = check.with["parameters"] ?? .table([:]) else { return nil }
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            guard let variable = HookEnvironment.variable(for: name), let text = value.scalarText,
                variables.updateValue(text, forKey: variable) == nil
            else { return nil }
        }
        return variables
    }
}
