import Domain

/// The operators of the simulated cluster: they set it up, and clear up after the storm.
final class People {
    private unowned let world: World
    private let name: OperatorName = "grace"
    /// Questions on their way, so that nothing is asked twice at once.
    private var isAsking = false

    init(_ world: World) { self.world = world }

    // MARK: Setting up

    /// Applies every plan and takes every record under management, and asks again until it is done.
    func setUp() {
        world.scheduler.after(.seconds(1)) {
            if let command = self.nextSetUp { self.ask(command) }
            if self.nextSetUp != nil { self.setUp() }
        }
    }

    private var nextSetUp: OperatorCommand? {
        for application in world.setting.applications {
            if world.store.state.board.applications[application] == nil {
                return world.applyPlan(of: application, draft: 1)
            }
        }
        for application in world.setting.applications {
            let record = world.setting.record(of: application)
            if world.names.primary.token(beside: record.name) == nil {
                return .adoptDNS(application: application, group: "public", override: nil, reason: "the beginning")
            }
        }
        return nil
    }

    /// What a stranger wrote beside a record is taken over again, as it was seen.
    private func takeOver(_ application: ApplicationView, _ status: StatusView) -> OperatorCommand? {
        let name = application.application
        let record = world.setting.record(of: name)
        let token = world.names.primary.token(beside: record.name)
        guard token.flatMap({ DNSToken($0) })?.application != name, isQuiet(application, status),
            let seen = try? world.names.primary.read([record])
        else { return nil }
        let fingerprint = DNSFingerprint(of: seen).description
        return .adoptDNS(application: name, group: "public", override: fingerprint, reason: "a stranger was there")
    }

    private func isQuiet(_ application: ApplicationView, _ status: StatusView) -> Bool {
        application.openProposal == nil
            && !status.openExecutions.contains { $0.application == application.application }
    }

    private func ask(_ command: OperatorCommand) {
        guard !isAsking, let leader = world.leader, leader.gateway != nil else { return }
        isAsking = true
        leader.ask(command, by: name) { _ in self.isAsking = false }
        world.scheduler.after(.seconds(5)) { self.isAsking = false }
    }

    // MARK: Clearing up

    /// Does what a runbook for people says: unfreezes, answers, and helps executions that wait, until there is nothing to do.
    func clearUp() {
        world.scheduler.after(.seconds(2)) {
            self.look()
            self.clearUp()
        }
    }

    private func look() {
        guard let leader = world.leader else { return }
        leader.gateway?.ask(.status, by: name) { answer in
            guard case .status(let status)? = answer?.body else { return }
            for command in self.commands(for: status) { leader.ask(command, by: self.name) }
        }
    }

    private func commands(for status: StatusView) -> [OperatorCommand] {
        var commands: [OperatorCommand] = []
        if status.freeze != nil { commands.append(.unfreeze(application: nil, reason: "all is well")) }
        for application in status.applications where application.freeze != nil {
            commands.append(.unfreeze(application: application.application, reason: "all is well"))
        }
        commands += status.questions.map { .answer($0.id, isApproved: true, reason: "go on") }
        commands += status.openExecutions.flatMap(help)
        commands += status.applications.compactMap { move($0, status) ?? takeOver($0, status) }
        return commands
    }

    /// An application whose runbook ended before it had activated the region is moved again, as its page says.
    private func move(_ application: ApplicationView, _ status: StatusView) -> OperatorCommand? {
        guard !application.isActivated, isQuiet(application, status) else { return nil }
        let name = application.application
        return .move(MoveOrder(kind: .switchover, application: name, target: nil, reason: "it was never activated"))
    }

    /// A step that failed or is in doubt is tried again: whoever clears up has looked. What does not get better by that is
    /// ended, as when the step needs a record that is set right only when no execution is open (DESIGN 3.4).
    private func help(_ execution: ExecutionView) -> [OperatorCommand] {
        guard execution.state == .waitingForPerson else { return [] }
        let waiting = execution.steps.filter { $0.state == .failed || $0.state == .inDoubt }
        guard waiting.allSatisfy({ $0.attempt < Self.patience }) else {
            return [.abort(execution.id, reason: "trying again does not mend it")]
        }
        return waiting.map { .retry(execution.id, step: $0.id, reason: "the storm is over") }
    }

    /// Tries of one step, those that its own policy makes included.
    private static var patience: Int { 15 }
}
