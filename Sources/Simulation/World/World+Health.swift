import Domain

// Whether all is as it should be, for somebody who sees everything.
extension World {
    var isWell: Bool {
        setting.applications.allSatisfy { trouble(with: $0) == nil } && store.state.board.leader != nil
            && store.outages == 0 && store.state.board.controllerSet.outgoing == nil && agents.allSatisfy(\.isUp)
    }

    /// Why not all is well.
    var troubles: String {
        let all = setting.applications.compactMap { trouble(with: $0) }
        let gone = agents.filter { !$0.isUp }.map { "\($0.id) is gone" }
        let leader = store.state.board.leader == nil ? ["nobody leads"] : []
        let change = store.state.board.controllerSet.outgoing == nil ? [] : ["a change of controllers has not ended"]
        let outage = store.outages == 0 ? [] : ["the store does not answer"]
        return (all + gone + leader + outage + change).joined(separator: "; ")
    }

    /// Whether the only controller that is left stands in the region, since the glass was broken: when the region dies, nobody can
    /// decide anything.
    func isDecidedAlone(in region: RegionID) -> Bool {
        controllers.contains(where: \.isGone)
            && store.state.board.controllerSet.members.allSatisfy { controller($0)?.region == region }
    }

    /// Where the application is active.
    func activeRegion(of application: ApplicationID) -> RegionID? {
        store.state.board.applications[application]?.assignment.region
    }

    /// Why the application is not as it should be; `nil` when it is.
    func trouble(with application: ApplicationID) -> String? {
        guard let board = store.state.board.applications[application] else {
            return "\(application) has no epoch"
        }
        let region = board.assignment.region
        if isHeld(application) { return "nobody has said where \(application) is active" }
        if board.openProposal != nil { return "\(application) has an open proposal" }
        if !isOpen(application, in: region) { return "\(application) cannot be written in \(region)" }
        let record = setting.record(of: application)
        if names.secondary.values(of: record) != [setting.address(of: region)] {
            return "DNS of \(application) says \(names.secondary.values(of: record)), not \(region)"
        }
        guard let token = names.primary.token(beside: record.name) else { return "\(application) has no DNS token" }
        guard DNSToken(token)?.application == application else { return "DNS of \(application) has the token \(token)" }
        let open = openExecutions(of: application)
        return open.isEmpty ? nil : "\(open) of \(application) is open"
    }
}
