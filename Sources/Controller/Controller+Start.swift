import Decision
import Domain
import Ports

// The first act (DESIGN 3.1, rule 6), and the time before it: without the store a controller knows nothing and grants nothing,
// but it is there, says so, and goes on by itself.
extension Controller {
    func register() async throws {
        let registration = try await untilItAnswers { () async throws(PortError) in
            try await self.ports.store.register(self.settings.id, at: self.settings.place)
        }
        let cluster = try await untilItAnswers(foldJournal)
        process = registration.process
        machine = ControllerMachine(
            settings: settings,
            registration: LeaseRegistration(
                controller: settings.id,
                process: registration.process.process,
                controllerSet: registration.board.controllerSet,
                longestTerms: registration.longestTerms,
                handOver: registration.handOver
            ),
            board: registration.board,
            cluster: cluster,
            startedAt: ports.time.now.instant
        )
        logger.info(
            "registered",
            metadata: ["process": "\(registration.process.process)", "position": "\(cluster.position)"]
        )
        for arrival in start.takeArrivals() {
            handle(.agentConnected(arrival.agent, arrival.region))
            if let hello = arrival.hello { handle(.agentSaid(arrival.agent, arrival.region, .hello(hello))) }
        }
    }

    /// Asks until there is an answer. A registration whose answer is lost has taken a process number: the next one takes another,
    /// and is the newer process.
    private func untilItAnswers<Answer: Sendable>(
        _ ask: () async throws(PortError) -> Answer
    ) async throws -> Answer {
        while true {
            do throws(PortError) {
                return try await ask()
            } catch {
                guard error.code == .unavailable || error.code == .outcomeUnknown else { throw error }
                if start.obstacle == nil {
                    logger.warning(
                        "waiting for the coordination store; nothing is granted until it answers",
                        metadata: ["reason": "\(error)"]
                    )
                }
                start.note(error, at: ports.time.now.wall)
            }
            ports.supervisor.loopRan()
            ports.supervisor.starting()
            try await ports.time.sleep(until: ports.time.now.instant + Self.startPause)
        }
    }

    /// A store that has just lost its quorum is not helped by haste.
    private static var startPause: Duration { .milliseconds(500) }

    // MARK: Who comes meanwhile

    func hearEarly(_ event: GatewayEvent) {
        switch event {
        case .connected(_, .agent(let region, let id)): start.note(id, of: region)
        case .disconnected(_, .agent(_, let id), _): start.forget(id)
        case .connected, .disconnected: break
        case .received(let received):
            if case .hello(let hello) = received.message { start.note(hello, of: received.agent) }
        case .requested(let request): answerEarly(request)
        }
    }

    private func answerEarly(_ request: OperatorRequest) {
        let number = requests.enter(request.id)
        let now = ports.time.now.wall
        var answer = OperatorAnswer(.noQuorumOrLeader, "\(settings.id) has just started: try again")
        if let obstacle = start.obstacle {
            let since = "since \(obstacle.since): \(obstacle.reason)"
            answer.message = "\(settings.id) waits for the coordination store, \(since)"
        }
        if (try? OperatorJSON.command(from: request.body)) == .status {
            answer.body = .status(.beforeTheStart(of: settings.id, obstacle: start.obstacle, at: now))
        }
        reply(answer, to: number)
    }
}

extension StatusView {
    /// Nothing is known but that the controller is there.
    fileprivate static func beforeTheStart(
        of controller: ControllerID,
        obstacle: UndecidedView?,
        at now: Timestamp
    ) -> StatusView {
        StatusView(
            controller: controller,
            leader: nil,
            term: 0,
            undecided: obstacle,
            at: now,
            freeze: nil,
            applications: [],
            openIncidents: [],
            openExecutions: [],
            questions: []
        )
    }
}
