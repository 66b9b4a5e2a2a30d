import Decision
import Domain
import Ports

// The board, what other leaders have written, and leadership: how it is won, kept and given up.
extension Controller {
    func watchBoard() async throws {
        for await board in ports.store.boards() {
            if let term, !isLed(board, since: term) {
                await stepDown(after: PortError(.conditionFailed, "the store says that this controller does not lead"))
            }
            handle(.boardChanged(board))
            if term == nil { _ = try await hasCaughtUp() }
        }
    }

    /// Whether a board leaves room for this controller's leadership: one that is older than the election knows nothing of it.
    private func isLed(_ board: Board, since term: Term) -> Bool {
        board.term < term || (board.term == term && board.leader == settings.id)
    }

    /// Takes in what other leaders have written. Returns whether nothing is missing: a read that failed is not an end.
    ///
    /// - Throws: ``PortError`` `.damaged` when the journal itself cannot be trusted.
    private func hasCaughtUp() async throws(PortError) -> Bool {
        while term == nil, !isRefolding, let known = machine?.cluster.position {
            guard
                let records = try await unlessUnreadable({ () async throws(PortError) in
                    try await ports.store.records(after: known, limit: Self.recordsAtOnce)
                })
            else { return false }
            guard !records.isEmpty else { return true }
            handle(.followed(records))
            guard isJournalMissed else {
                if machine?.cluster.position == known { return false }
                continue
            }
            isJournalMissed = false
            logger.error("records were missed; the journal is folded anew", metadata: ["position": "\(known)"])
            guard let cluster = try await unlessUnreadable(foldJournal) else { return false }
            handle(.refolded(cluster))
        }
        return false
    }

    /// `nil` for a read that may go well the next time.
    private func unlessUnreadable<Answer>(
        _ read: () async throws(PortError) -> Answer
    ) async throws(PortError) -> Answer? {
        do throws(PortError) {
            return try await read()
        } catch {
            guard error.code != .damaged else { throw error }
            return nil
        }
    }

    // MARK: Winning and keeping it

    /// Wins the leadership, and keeps it: a store takes it from a leader that does not say again and again that it is there.
    ///
    /// - Throws: ``PortError`` `.conditionFailed` when this process is not its controller's newest (DESIGN 3.1, rule 6): its own
    ///   start that got no answer, or another, has landed later. What this one grants and votes has no ground any more; the
    ///   next process registers anew. `.damaged` when the journal cannot be trusted.
    func campaign() async throws {
        while let process {
            if let damage { throw damage }
            if let led = term {
                try await renew(led, process)
            } else if !isRefolding, !isStopping, isMember, let won = try await win(process) {
                try await lead(in: won, process)
            }
            try await ports.time.sleep(until: ports.time.now.instant + Self.campaignInterval)
        }
    }

    private var isMember: Bool { machine?.board.controllerSet.includes(settings.id) ?? false }

    private func win(_ process: ControllerProcess) async throws(PortError) -> Term? {
        do throws(PortError) {
            let won = try await ports.store.campaign(process)
            handle(.storeAnswered)
            return won
        } catch {
            guard error.code != .conditionFailed else { throw error }
            return nil
        }
    }

    /// Leads with the whole journal, or not at all.
    private func lead(in won: Term, _ process: ControllerProcess) async throws(PortError) {
        guard try await hasCaughtUp(), term == nil, !isRefolding, !isStopping else {
            try? await ports.store.resign(process, term: won)
            return
        }
        term = won
        logger.notice("leads", metadata: ["term": "\(won)"])
        handle(.electionWon(won))
    }

    /// Tells the store that this process still leads. Without an answer nothing is known, and nothing changes.
    ///
    /// - Throws: ``PortError`` `.conditionFailed` when this process is not its controller's newest.
    func renew(_ led: Term, _ process: ControllerProcess) async throws(PortError) {
        let asked = ports.time.now.instant
        let answer: Term?
        do throws(PortError) {
            answer = try await ports.store.campaign(process)
        } catch {
            guard error.code != .conditionFailed else { throw error }
            return
        }
        handle(.storeAnswered)
        guard term == led else { return }
        guard answer == led else {
            return await stepDown(
                after: PortError(.conditionFailed, "\(settings.id) leads no more under term \(led)")
            )
        }
        confirmedAt = max(confirmedAt ?? asked, asked)
    }

    private static var campaignInterval: Duration { .milliseconds(500) }

    // MARK: The end of leadership

    /// Gives the leadership up in the store first, so that a commit of unknown outcome cannot land later under a term that
    /// is still good; then goes back to what the journal has.
    func stepDown(after failure: PortError) async {
        guard let process, let old = term else { return }
        logger.error("leadership ends", metadata: ["reason": "\(failure)"])
        isRefolding = true
        term = nil
        confirmedAt = nil
        foldings += 1
        for request in requests.takeAll() {
            let answer = OperatorAnswer(
                .noQuorumOrLeader,
                "leadership was lost; see holdfast journal tail whether it was done"
            )
            ports.gateway.answer(request, with: OperatorJSON.body(of: answer))
        }
        while !Task.isCancelled, damage == nil {
            if await hasResigned(process, old), let cluster = await foldAgain() {
                handle(.leadershipLost(cluster))
                isRefolding = false
                return
            }
            try? await ports.time.sleep(until: ports.time.now.instant + Self.campaignInterval)
        }
    }

    private func hasResigned(_ process: ControllerProcess, _ old: Term) async -> Bool {
        do throws(PortError) {
            try await ports.store.resign(process, term: old)
            return true
        } catch {
            return error.code == .conditionFailed || error.code == .rejected
        }
    }

    /// `nil` for now, or for good when there is damage.
    private func foldAgain() async -> ClusterState? {
        do throws(PortError) {
            return try await foldJournal()
        } catch {
            if error.code == .damaged { damage = error }
            return nil
        }
    }

    // MARK: The journal

    func foldJournal() async throws(PortError) -> ClusterState {
        var cluster = ClusterState()
        while true {
            let records = try await ports.store.records(after: cluster.position, limit: Self.recordsAtOnce)
            for record in records {
                guard record.position == cluster.position.next else {
                    let message =
                        "the journal has no record \(cluster.position.next), but \(record.position); restore it"
                    throw PortError(.damaged, message)
                }
                cluster.apply(record.event, at: record.at)
            }
            if records.count < Self.recordsAtOnce { return cluster }
        }
    }

    static var recordsAtOnce: Int { 1000 }
}
