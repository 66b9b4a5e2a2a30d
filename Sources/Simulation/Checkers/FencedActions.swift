import Domain

/// S3: nothing in the outside world is changed under an epoch that is not committed, or under one that is older than what stands
/// there; and nobody writes the journal under an old term.
struct FencedActions: Checker {
    let rule = "S3"
    private var committed: [ApplicationID: [Epoch: RegionID]] = [:]
    private var standing: [DNSRecordKey: Epoch] = [:]
    private var orders: [Place: HighestSeen] = [:]

    private struct Place: Hashable {
        var agent: AgentID
        var application: ApplicationID
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .journalled(let record): note(record)
        case .dnsWritten(let changes, _): judge(changes, world)
        case .hookStarted(let order, let agent): judge(order, on: agent, world)
        default: nil
        }
    }

    private mutating func note(_ record: JournalRecord) -> String? {
        switch record.event {
        case .failover(.epochCreated(let application, let epoch, let region)):
            committed[application, default: [:]][epoch] = region
        case .failover(.epochCommitted(let proposal, _, _)):
            committed[proposal.application, default: [:]][proposal.epoch.next] = proposal.target
        default: break
        }
        return nil
    }

    private mutating func judge(_ changes: [DNSChange], _ world: World) -> String? {
        for change in changes {
            if let message = judge(change, world) { return message }
        }
        return nil
    }

    private mutating func judge(_ change: DNSChange, _ world: World) -> String? {
        let token = change.token
        guard committed[token.application]?[token.epoch] == token.region else {
            return "DNS says \(token), which was never committed"
        }
        guard !world.names.primary.values(of: change.expected.key).isEmpty else {
            return "\(change.expected.key) was made empty"
        }
        if let old = standing[change.expected.key], old > token.epoch {
            return "\(change.expected.key) went back from epoch \(old) to \(token.epoch)"
        }
        standing[change.expected.key] = token.epoch
        return nil
    }

    private mutating func judge(_ order: HookOrder, on agent: AgentID, _ world: World) -> String? {
        let place = Place(agent: agent, application: order.application)
        let known = orders[place] ?? HighestSeen(application: order.application)
        guard order.term >= known.term, order.epoch >= known.epoch else {
            return
                "\(agent) ran \(order.hook) of term \(order.term), epoch \(order.epoch) after \(known.term), \(known.epoch)"
        }
        orders[place] = HighestSeen(application: order.application, epoch: order.epoch, term: order.term)
        let guardian = world.agent(agent)?.status?.guardians.first { $0.application == order.application }
        if let epoch = guardian?.epoch, epoch > order.epoch {
            return "\(agent) ran \(order.hook) of epoch \(order.epoch), and knew of epoch \(epoch)"
        }
        guard committed[order.application]?[order.epoch] != nil else {
            return "\(agent) ran \(order.hook) for epoch \(order.epoch), which was never committed"
        }
        return nil
    }
}
