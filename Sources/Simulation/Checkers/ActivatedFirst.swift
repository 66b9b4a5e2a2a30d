import Domain

/// S6: customers are led to a region only when its runbook has activated it, unless a person had that step passed over.
struct ActivatedFirst: Checker {
    let rule = "S6"
    private var activated: [ApplicationID: Set<Epoch>] = [:]
    private var headers: [ExecutionID: ExecutionHeader] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .journalled(let record): note(record.event)
        case .dnsWritten(let changes, _): return changes.compactMap { judge($0.token) }.first
        case .hookSucceeded(let order, _): return judgeActive(order.application, world)
        default: break
        }
        return nil
    }

    private mutating func note(_ event: JournalEvent) {
        switch event {
        case .failover(.epochCreated(let application, let epoch, _)),
            .failover(.epochActivated(let application, let epoch)):
            activated[application, default: []].insert(epoch)
        case .execution(.started(let header)): headers[header.id] = header
        case .execution(.stepSkipped(let id, let step, _, _)):
            guard let header = headers[id],
                header.runbook.contains(where: { $0.id == step && $0.action.uses == "activate" })
            else { return }
            activated[header.application, default: []].insert(header.epoch)
        default: break
        }
    }

    /// `/active` leads load balancers as DNS leads resolvers.
    private func judgeActive(_ application: ApplicationID, _ world: World) -> String? {
        for agent in world.agents {
            guard let guardian = agent.status?.guardians.first(where: { $0.application == application }),
                guardian.activeUntil != nil, activated[application]?.contains(guardian.epoch) != true
            else { continue }
            return "\(agent.id) says active under epoch \(guardian.epoch) of \(application), which was never activated"
        }
        return nil
    }

    private func judge(_ token: DNSToken) -> String? {
        guard activated[token.application]?.contains(token.epoch) != true else { return nil }
        return
            "DNS leads to \(token.region) under epoch \(token.epoch) of \(token.application), which was never activated"
    }
}
