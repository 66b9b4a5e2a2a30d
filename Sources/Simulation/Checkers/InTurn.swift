import Decision
import Domain

/// 3.2: no more applications are moved at once than the cap allows, and of those that one failure hits the first ones are those
/// that go first by their priority.
struct InTurn: Checker {
    let rule = "3.2"
    private let cap = ControllerSettings(id: "", region: "").mostSimultaneousFailovers
    private var order: [ApplicationID: Int] = [:]
    private var active: [ApplicationID: RegionID] = [:]
    private var proposals: Set<ApplicationID> = []
    private var executions: [ExecutionID: ApplicationID] = [:]
    /// What has ever been tried by itself: a cool-down may hold it.
    private var attempted: Set<ApplicationID> = []
    /// A region without power, and since when; nothing else has gone wrong.
    private var dark: (region: RegionID, since: Instant)?
    private var hasOtherTrouble = false

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .faultBegan(.powerLoss(let region)): dark = dark ?? (region, world.scheduler.now)
        case .faultBegan: hasOtherTrouble = true
        case .journalled(let record): return judge(record.event, world)
        default: break
        }
        return nil
    }

    private mutating func judge(_ event: JournalEvent, _ world: World) -> String? {
        switch event {
        // What was open is over.
        case .controllers(.restored): (proposals, executions) = ([], [:])
        case .plan(.applied(_, let plan, _, _, _)): order[plan.application] = plan.priority
        case .failover(.epochCreated(let application, _, let region)): active[application] = region
        case .failover(.proposalOpened(let proposal)): return open(proposal, world)
        case .failover(.proposalClosed(let application, _, _)): proposals.remove(application)
        case .failover(.epochCommitted(let proposal, _, _)):
            proposals.remove(proposal.application)
            active[proposal.application] = proposal.target
        case .execution(.started(let header)):
            if header.source != header.target { executions[header.id] = header.application }
        case .execution(.ended(let id, _, _)): executions[id] = nil
        default: break
        }
        return nil
    }

    private mutating func open(_ proposal: Proposal, _ world: World) -> String? {
        let application = proposal.application
        defer { proposals.insert(application) }
        guard proposal.cause.order == nil else { return nil }
        attempted.insert(application)
        let moving = proposals.union(executions.values).subtracting([application])
        if moving.count >= cap { return "\(application) is moved as the \(moving.count + 1)th at once" }
        let before = goBefore(application, world).subtracting(moving)
        guard moving.count + before.count >= cap else { return nil }
        return "\(application) takes the place of \(before.sorted().map(\.rawValue).joined(separator: ", "))"
    }

    /// Those that go first and are hit by the same failure, while it is so fresh that places are kept.
    private func goBefore(_ application: ApplicationID, _ world: World) -> Set<ApplicationID> {
        let detection = world.setting.detection
        guard let dark, !hasOtherTrouble, active[application] == dark.region, world.setting.network.loss == 0,
            world.setting.network.longDelays == 0,
            world.scheduler.now - dark.since < detection.silenceAfter + detection.confirm + .seconds(1)
        else { return [] }
        func place(_ name: ApplicationID) -> (Int, ApplicationID) { (order[name] ?? 0, name) }
        return Set(
            order.keys.filter { place($0) < place(application) && active[$0] == dark.region && !attempted.contains($0) }
        )
    }
}
