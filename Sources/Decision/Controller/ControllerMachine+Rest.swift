import Domain

// Rest: when nothing has happened since a look that came to nothing, and nothing is due, the next look comes to nothing too.
extension ControllerMachine {
    /// How long looking may be left alone, unless something happens.
    struct Rest: Sendable {
        var until: Instant
        /// Agents that were silent for this long may count as missing: hearing one of them again ends the rest.
        var shortestSilence: Duration
    }

    func isAtRest(at now: Instant) -> Bool { rest.map { now < $0.until } ?? false }

    /// - Parameters:
    ///   - now: the time of the look.
    ///   - wake: when the keepers of leases asked to be woken.
    /// - Returns: the rest after a look that came to nothing; `nil` where time alone does not tell when the next may.
    func rest(after now: Instant, wakeAt wake: Instant?) -> Rest? {
        guard !waits(at: now) else { return nil }
        let silences = Set(cluster.applications.values.map(\.plan.detection.silenceAfter) + [Detection().silenceAfter])
        var dues = agents.values.flatMap { $0.changes(after: silences) } + quorumDues + opinionDues
        for (pair, judge) in judges {
            guard let detection = cluster.applications[pair.application]?.plan.detection else { continue }
            dues += judge.dues(by: detection)
            if let split = splits[pair] { dues.append(split + detection.confirm) }
        }
        if isLeader { dues += leaderDues }
        dues += [wake].compactMap { $0 } + [now + Self.longestRest]
        guard let shortest = silences.min(), let until = dues.filter({ $0 > now }).min() else { return nil }
        return Rest(until: until, shortestSilence: shortest)
    }

    /// What somebody adds to the look and forgets here comes late by no more than this.
    private static var longestRest: Duration { .seconds(1) }

    /// Something is under way that wall clocks, other controllers or people end.
    private func waits(at now: Instant) -> Bool {
        let isChanging =
            board.controllerSet.outgoing != nil || board.applications.values.contains { $0.openProposal != nil }
        return isChanging || quorumWatch.trouble != nil || handOver != .nothing || isBlind(at: now)
            || isLeader && waitsAsLeader
    }

    private var waitsAsLeader: Bool {
        cluster.freeze != nil || thinSince != nil || !gathered.isEmpty || !exposedSince.isEmpty
            || agents.values.contains { !$0.notRunSince.isEmpty }
            || cluster.applications.values.contains { state in
                state.openProposal != nil || state.freeze != nil || state.isHeld
                    || cluster.openIncident(about: .exposure(state.plan.application)) != nil
                    || state.plan.scenarios.contains { $0.when.standing != nil }
            }
    }

    private var quorumDues: [Instant] {
        [(quorumWatch.storeAnsweredAt ?? startedAt) + QuorumWatch.patience]
            + (quorumWatch.leaderlessSince.map { [$0 + QuorumWatch.patience] } ?? []) + quorumWatch.notifications.dues
    }

    private var opinionDues: [Instant] {
        board.opinions(of: settings.id) == published?.opinions ? [] : [publishedAt + ControllerTurn.boardIsLateBy]
    }

    private var leaderDues: [Instant] {
        (judgingNothingSince.map { [$0 + longestDetection] } ?? []) + wakes.values
            + hooks.inspections.values.map(\.deadline) + notifications.dues + dnsWatch.dues
    }
}

extension ControllerMachine.Event {
    /// Whether the next look may come to something else than the last one. Of a report it depends on what it says.
    var endsRest: Bool {
        switch self {
        case .ticked, .storeAnswered, .agentSaid(_, _, .report): false
        case .boardChanged, .electionWon, .leadershipLost, .followed, .refolded, .agentConnected, .agentDisconnected,
            .agentSaid, .asked, .planOffered, .leaseStoreAnswered, .stepEnded, .stepInspected, .dnsSeen, .dnsAdopted,
            .dnsClockMeasured, .notifiedWithoutQuorum, .notificationEnded, .stopOrdered, .left, .forgotten:
            true
        }
    }
}

extension AgentReport {
    /// A guardian that has heard of a later epoch may keep grants back, and one that has no grant to spare is told of.
    func claimsTheSame(as older: AgentReport?) -> Bool {
        guard let older, leases.count == older.leases.count else { return false }
        return zip(leases, older.leases).allSatisfy { $0.highestEpoch == $1.highestEpoch && $0.margin == $1.margin }
    }
}

extension AgentView {
    /// When time alone changes what counts of this agent.
    fileprivate func changes(after silences: Set<Duration>) -> [Instant] {
        silences.flatMap { [heardAt + $0, deafUntil + $0] } + [heardAt + Self.forgottenAfter]
            + (awayUntil.map { [$0] } ?? [])
    }

    /// Whether a report may make another picture of this agent than the last look had, before it is taken.
    func isMissed(after silence: Duration, at now: Instant) -> Bool {
        !hasReported || awayUntil != nil || heardAt + silence <= now
    }
}
