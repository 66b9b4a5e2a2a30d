import Domain

// A planned stop, and what the next process makes of what was left (DESIGN 3.1, "Availability of leases").
extension ControllerTurn {
    /// From now on this process grants nothing but its last grants, and those when they are stored.
    mutating func beginToStop() {
        var entries = leftOfOthers
        for application in machine.keepers.keys {
            entries += machine.keepers[application]?.beginHandOver(at: now.instant) ?? []
        }
        machine.handOver = .stopping
        if isPlanted(.handsOverBeforeItIsStored) { giveHandOver() }
        orderNow(.leave(HandOver(entries)))
    }

    /// What processes before have left for applications that no keeper has taken it over for yet.
    private var leftOfOthers: [HandOver.Entry] {
        guard case .inherited(let left, _) = machine.handOver else { return [] }
        return left.entries.filter { machine.keepers[$0.application] == nil }
    }

    mutating func noteLeft(isStored: Bool) {
        guard machine.handOver == .stopping else { return }
        guard isStored else { return machine.handOver = .given([], at: now.instant) }
        giveHandOver()
    }

    private mutating func giveHandOver() {
        var agents: Set<AgentID> = []
        for application in machine.keepers.keys {
            for (entry, answer) in machine.keepers[application]?.giveHandOver(at: now.instant) ?? [] {
                agents.insert(entry.guardian.agent)
                let ack = ReportAck(
                    process: entry.guardian.process,
                    number: entry.report,
                    reportEvery: machine.reportEvery,
                    leases: [answer]
                )
                orderNow(.send(.ack(ack), to: entry.guardian.agent))
            }
        }
        machine.handOver = .given(agents, at: now.instant)
    }

    /// Lets the store forget what was left, when nothing of it is alive; again until it says that it has.
    mutating func forgetWhatWasLeft() {
        guard case .inherited(let left, let askedAt) = machine.handOver,
            askedAt.map({ now.instant >= $0 + Self.reaskPause }) ?? true,
            machine.keepers.values.allSatisfy({ $0.leftAlive(at: now.instant).isEmpty }),
            machine.board.applications.keys.allSatisfy({ machine.keepers[$0] != nil })
        else { return }
        machine.handOver = .inherited(left, askedAt: now.instant)
        orderNow(.forget(left))
    }

    mutating func noteForgotten() {
        if case .inherited = machine.handOver { machine.handOver = .nothing }
    }

    /// Long enough for the store to answer.
    private static var reaskPause: Duration { .seconds(5) }
}

extension ControllerMachine {
    /// Whether this process may end, as far as its guardians are concerned: each has sent a report since it was given its last
    /// grant, so that its connection was alive, or is not connected.
    package func isHandedOver(at now: Instant) -> Bool {
        guard case .given(let guardians, let at) = handOver else { return false }
        return guardians.allSatisfy { guardian in
            guard let agent = agents[guardian], agent.isConnected else { return true }
            return agent.heardAt > at
        }
    }

    /// Who would lose its lease by the end of this process, but for what it leaves behind: one line each.
    package func needed(at now: Instant) -> [String] {
        guard board.controllerSet.everyone != [settings.id] else { return [] }
        return holders(at: now).compactMap { agent, lease in
            let others = board.controllerSet.isMajority { $0 != settings.id && lease.held[$0] != nil }
            return others
                ? nil : "\(agent.id) holds the lease of \(lease.application) with the grant of this controller only"
        }
    }

    /// What is missing before another controller may be restarted: one line each, empty when this one is ready.
    package func missingToBeReady(at now: Moment) -> [String] {
        guard board.controllerSet.includes(settings.id) else { return [] }
        if isStoreSilent(at: now) { return ["the coordination store does not answer"] }
        return absentGuardians(at: now.instant)
            + holders(at: now.instant).compactMap { agent, lease in
                guard lease.held[settings.id] == nil else { return nil }
                return "\(agent.id) does not hold the grant of this controller for \(lease.application) yet"
            }
    }

    /// Agents that belong to an active region and have not come yet; after a while nobody waits for them.
    private func absentGuardians(at now: Instant) -> [String] {
        guard now < startedAt + Self.longestArrival else { return [] }
        let active = Set(cluster.applications.values.map(\.assignment.region))
        return agents.values.filter { active.contains($0.region) && !$0.isDrained && !$0.hasReported }
            .map { "\($0.id) has not reported yet" }
    }

    /// An agent that lives connects again within its longest pause.
    private static var longestArrival: Duration { .seconds(10) }

    /// The connected guardians of the active regions that may write, with their leases.
    private func holders(at now: Instant) -> [(AgentView, LeaseReport)] {
        agents.values.filter(\.isConnected).flatMap { agent in
            (agent.report?.leases ?? []).compactMap { lease in
                guard board.applications[lease.application]?.assignment.region == agent.region,
                    lease.fencedSince == nil, lease.remaining != nil, !agent.isDrained
                else { return nil }
                return (agent, lease)
            }
        }
    }
}
