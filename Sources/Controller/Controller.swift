import Decision
import Domain
import Logging
import Ports
import Runbook

/// One controller process: feeds its machine with what happens outside, commits what it decides, and carries out what it
/// orders. It decides nothing.
package actor Controller {
    package let settings: ControllerSettings
    let ports: ControllerPorts
    let logger: Logger
    var machine: ControllerMachine?
    var process: ControllerProcess?
    /// The term under which decisions are committed; `nil` while another controller leads, or nobody.
    var term: Term?
    /// The moment before the store was last asked something that only the leader gets done, and did it.
    var confirmedAt: Instant?
    /// Counts the times that undecided decisions were forgotten: a commit of an earlier time is void.
    var foldings = 0
    var isRefolding = false
    /// The journal cannot be trusted, which was found where nothing can be thrown: the process ends.
    var damage: PortError?
    /// It is to end by plan: it leads no more.
    var isStopping = false
    private var isReady = false
    /// Records were missing among those that were followed.
    var isJournalMissed = false
    var requests = RequestBook()
    /// Until the cluster is known there is no machine: who has come, and what keeps it from starting.
    var start = StartState()
    private let commits = WorkQueue<Commit>()
    let jobs = WorkQueue<Job>()
    private let publications = WorkQueue<Publication>()

    /// What has to be in the journal before its effects are carried out.
    private struct Commit: Sendable {
        var term: Term
        var folding: Int
        var records: [JournalEvent]
        var at: Timestamp
        var effects: [ControllerMachine.Effect]
    }

    package init(settings: ControllerSettings, ports: ControllerPorts, logger: Logger) {
        self.settings = settings
        self.ports = ports
        self.logger = logger
    }

    /// Runs until it is cancelled.
    ///
    /// - Throws: ``PortError`` with code `damaged` when the journal cannot be trusted, or whatever keeps it from starting that
    ///   waiting does not mend.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.hearAgents() }
            group.addTask { try await self.work() }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    private func work() async throws {
        try await register()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.watchBoard() }
            group.addTask { try await self.campaign() }
            group.addTask { try await self.keepTime() }
            group.addTask { try await self.commitInOrder() }
            group.addTask { await self.publishOpinions() }
            group.addTask { await self.carryOutJobs() }
            if let deadMan = settings.deadMan { group.addTask { try await self.showSignsOfLife(to: deadMan) } }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    // MARK: Feeding the machine

    /// The one way into the machine.
    func handle(_ event: ControllerMachine.Event) {
        let now = ports.time.now
        guard let outcome = machine?.handle(event, at: now) else { return }
        for effect in outcome.immediate { dispatch(effect) }
        guard !outcome.records.isEmpty || !outcome.afterCommit.isEmpty else { return }
        guard let term else { return outcome.afterCommit.forEach(dispatchUncommitted) }
        if isPlanted(.effectsBeforeRecords) { outcome.afterCommit.forEach(dispatch) }
        commits.add(
            Commit(
                term: term,
                folding: foldings,
                records: outcome.records,
                at: now.wall,
                effects: outcome.afterCommit
            )
        )
    }

    private func hearAgents() async {
        for await batch in ports.gateway.events {
            for event in batch { await hear(event) }
        }
    }

    private func hear(_ event: GatewayEvent) async {
        guard machine != nil else { return hearEarly(event) }
        switch event {
        case .connected(_, .agent(let region, let id)): handle(.agentConnected(id, region))
        case .disconnected(_, .agent(_, let id), let reason):
            logger.info("agent disconnected", metadata: ["agent": "\(id)", "reason": "\(reason)"])
            handle(.agentDisconnected(id))
        case .connected, .disconnected: break
        case .received(let received): handle(.agentSaid(received.agent, received.region, received.message))
        case .requested(let request): await take(request)
        }
    }

    private func keepTime() async throws {
        while true {
            handle(.ticked)
            ports.supervisor.loopRan()
            sayWhetherReady()
            try await ports.time.sleep(until: ports.time.now.instant + Self.tick)
        }
    }

    private func sayWhetherReady() {
        guard !isReady, let missing = machine?.missingToBeReady(at: ports.time.now) else { return }
        guard missing.isEmpty else { return ports.supervisor.starting() }
        isReady = true
        logger.notice("ready")
        ports.supervisor.ready()
    }

    /// A verdict, a vote or a step is late by at most this much.
    private static var tick: Duration { .milliseconds(100) }

    // MARK: Commits

    /// In order, one transaction a decision. What rests on a commit that failed is forgotten, and so is the leadership: the
    /// state is folded anew from the journal.
    private func commitInOrder() async throws {
        for await commit in commits.items {
            guard commit.folding == foldings else { continue }
            guard let failure = await write(commit) else { continue }
            guard failure.code != .damaged else { throw failure }
            await stepDown(after: failure)
        }
    }

    private func write(_ commit: Commit) async -> PortError? {
        guard let process else { return nil }
        let asked = ports.time.now.instant
        do throws(PortError) {
            if !commit.records.isEmpty {
                _ = try await ports.store.append(commit.records, at: commit.at, by: process, term: commit.term)
            }
        } catch {
            return error
        }
        if !commit.records.isEmpty { confirmedAt = max(confirmedAt ?? asked, asked) }
        for event in commit.records { logger.info("\(event.summary)") }
        for effect in commit.effects { dispatch(effect) }
        return nil
    }

    // MARK: Orders

    /// A follower changes nothing outside; but whoever asked it gets an answer. One that a leader who leads no more has made of
    /// an order is no answer: nothing of it was written.
    private func dispatchUncommitted(_ effect: ControllerMachine.Effect) {
        guard case .answer(let number, let answer) = effect else { return }
        reply(answer.outcome == .done ? Self.notWritten : answer, to: number)
    }

    private static let notWritten = OperatorAnswer(
        .noQuorumOrLeader,
        "leadership was lost and the journal cannot be written: nothing was done; see holdfast status, and try again"
    )

    private func dispatch(_ effect: ControllerMachine.Effect) {
        switch effect {
        case .send(let message, let agent): ports.gateway.send(message, to: agent)
        case .answer(let number, let answer): reply(answer, to: number)
        case .publish(let publication): publications.add(publication)
        case .recordOldGrantsEnded(let version): jobs.add(.recordOldGrantsEnded(before: version))
        case .lease(let application, let order): jobs.add(.lease(application, order))
        case .leave(let handOver): jobs.add(.leave(handOver))
        case .forget(let handOver): jobs.add(.forget(handOver))
        case .perform(let order): jobs.add(.perform(order, part(of: order)))
        case .inspect(let order): jobs.add(.inspect(order, part(of: order)))
        case .stop: break
        case .lookAtDNS(let task): jobs.add(.lookAtDNS(task))
        case .repairDNS(let task): jobs.add(.repairDNS(task))
        case .adoptDNS(let number, let name, let adoption): jobs.add(.adoptDNS(number, by: name, adoption))
        case .measureDNSClock(let task): jobs.add(.measureDNSClock(task))
        case .notify(let pending): jobs.add(.notify(pending))
        case .notifyWithoutQuorum(let pending): jobs.add(.notifyWithoutQuorum(pending))
        case .refold: isJournalMissed = true
        }
    }

    private func part(of order: StepOrder) -> PlanPart {
        PlanPart(order, of: machine?.cluster.applications[order.application]?.plan)
    }

    private func publishOpinions() async {
        for await publication in publications.items {
            guard let process else { return }
            do throws(PortError) {
                try await ports.store.publish(publication, by: process)
            } catch {
                logger.warning("opinions not published", metadata: ["reason": "\(error)"])
            }
        }
    }

    // MARK: Operators

    private func take(_ request: OperatorRequest) async {
        let number = requests.enter(request.id)
        do {
            switch try OperatorJSON.command(from: request.body) {
            case .journal(let after, let limit): await showJournal(after: after, limit: limit, for: number)
            case .backup(let after): await showBackup(after: after, for: number)
            case .applyPlan(let source, let fileName, let reason, let dryRun):
                let reading = ports.plans.parse(text: source, fileName: fileName)
                let offer = PlanOffer(
                    reading,
                    facts: machine?.lintFacts(for: reading.plan?.application) ?? LintFacts(),
                    source: source,
                    reason: reason,
                    dryRun: dryRun
                )
                handle(.planOffered(number, by: request.from, offer))
            case let command: handle(.asked(number, by: request.from, command))
            }
        } catch {
            reply(OperatorAnswer(.usage, "this controller does not understand the request: \(error)"), to: number)
        }
    }

    private func showJournal(after: JournalPosition, limit: Int, for number: RequestNumber) async {
        do throws(PortError) {
            let records = try await ports.store.records(after: after, limit: min(max(limit, 0), Self.recordsAtOnce))
            reply(OperatorAnswer(.done, "", body: .journal(records)), to: number)
        } catch {
            let outcome: OperatorAnswer.Outcome = error.code == .unavailable ? .noQuorumOrLeader : .failed
            reply(OperatorAnswer(outcome, error.message), to: number)
        }
    }

    private func showBackup(after: JournalPosition, for number: RequestNumber) async {
        guard let source = ports.backups else {
            return reply(OperatorAnswer(.refused, "the store of this controller cannot be backed up"), to: number)
        }
        do throws(PortError) {
            let page = try await source.backup(after: after, at: ports.time.now.wall)
            reply(OperatorAnswer(.done, "", body: .backup(page)), to: number)
        } catch {
            reply(OperatorAnswer(.failed, error.message), to: number)
        }
    }

    func reply(_ answer: OperatorAnswer, to number: RequestNumber) {
        guard let id = requests.take(number) else { return }
        ports.gateway.answer(id, with: OperatorJSON.body(of: answer))
    }
}
