import Domain

/// S6: an application goes to a region that serves, is ready, and is not too far behind, unless a person says otherwise.
struct TargetReady: Checker {
    let rule = "S6"
    private let setting: Setting
    /// Since when somebody who sees everything has seen each place not to serve, or not to be ready.
    private var badSince: [Place: Instant] = [:]
    private var edges = FaultEdges()

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if edges.isNews(event) { look(at: world) }
        guard case .journalled(let record) = event else { return nil }
        // A proposal fences already, so that one that is going to be held must not even be opened.
        // What a person says of where an application is, is taken as it is said.
        guard let proposal = record.event.proposal, !proposal.isDeclaration else { return nil }
        return judge(proposal, world)
    }

    private mutating func look(at world: World) {
        for application in setting.applications {
            for region in setting.databaseRegions {
                let place = Place(application: application, region: region)
                let isGood =
                    world.services.serves(application, in: region) && world.services.isReady(application, in: region)
                badSince[place] = isGood ? nil : badSince[place] ?? world.scheduler.now
            }
        }
    }

    private func judge(_ proposal: Proposal, _ world: World) -> String? {
        let place = Place(application: proposal.application, region: proposal.target)
        let order = proposal.cause.order
        let isTakenAsItIs = order?.overrides.contains { $0 != .unknownLoss } ?? false
        if !isTakenAsItIs, let since = badSince[place], world.scheduler.now - since > noticedWithin {
            return "\(proposal.application) went to \(proposal.target), bad for \((world.scheduler.now - since).text)"
        }
        let lag = world.customers(of: proposal.application)?.lag(in: proposal.target) ?? .zero
        guard order?.mostLoss == nil, lag > setting.rpo + noticedWithin else { return nil }
        return "\(proposal.application) went to \(proposal.target), which was \(lag.text) behind"
    }

    /// What has stood for this long must have been seen, reported and judged; messages may take 8 s, and votes wait.
    private var noticedWithin: Duration {
        setting.detection.silenceAfter + setting.detection.reportEvery * 6 + .seconds(10)
    }
}

extension JournalEvent {
    /// The proposal that is opened or committed.
    fileprivate var proposal: Proposal? {
        if case .failover(.proposalOpened(let proposal)) = self { return proposal }
        if case .failover(.epochCommitted(let proposal, _, _)) = self { return proposal }
        return nil
    }
}
