import Domain

// The views by name. An answer of another kind can only come from another version.
extension Cluster {
    func status() async throws(CommandFailure) -> StatusView { try await statusAndFailure().view }

    /// The status, and how the command ends that shows it: a cluster without a leader is shown too.
    func statusAndFailure() async throws(CommandFailure) -> (view: StatusView, failure: CommandFailure?) {
        let (body, failure) = try await viewAndFailure(.status)
        guard case .status(let view) = body else { throw .otherVersion }
        return (view, failure)
    }

    func controllersAndFailure() async throws(CommandFailure) -> (view: ControllersView, failure: CommandFailure?) {
        let (body, failure) = try await viewAndFailure(.controllers)
        guard case .controllers(let view) = body else { throw .otherVersion }
        return (view, failure)
    }

    private func viewAndFailure(
        _ command: OperatorCommand
    ) async throws(CommandFailure) -> (view: OperatorView?, failure: CommandFailure?) {
        let answer = try await answer(to: command)
        guard answer.outcome != .done else { return (answer.body, nil) }
        var failure = CommandFailure(answer.outcome, answer.message)
        guard let body = answer.body else { throw failure }
        failure.isShown = true
        return (body, failure)
    }

    func execution(
        _ id: ExecutionID,
        outputFrom: Int
    ) async throws(CommandFailure) -> (view: ExecutionView, output: [OutputLine], next: Int) {
        guard
            case .execution(let view, let output, let next) = try await ask(.execution(id, outputFrom: outputFrom)).body
        else { throw .otherVersion }
        return (view, output, next)
    }

    func executions() async throws(CommandFailure) -> [ExecutionView] {
        guard case .executions(let views) = try await ask(.executions).body else { throw .otherVersion }
        return views
    }

    func plan(of application: ApplicationID, version: PlanVersion?) async throws(CommandFailure) -> PlanView {
        guard case .plan(let view) = try await ask(.showPlan(application: application, version: version)).body else {
            throw .otherVersion
        }
        return view
    }

    func journal(after position: JournalPosition, limit: Int) async throws(CommandFailure) -> [JournalRecord] {
        guard case .journal(let records) = try await ask(.journal(after: position, limit: limit)).body else {
            throw .otherVersion
        }
        return records
    }

    func backup(after position: JournalPosition) async throws(CommandFailure) -> BackupPage {
        guard case .backup(let page) = try await ask(.backup(after: position)).body else { throw .otherVersion }
        return page
    }
}

extension CommandFailure {
    static let otherVersion = CommandFailure(
        .failed,
        "the controller answered something else than was asked: use the CLI of its version"
    )
}
