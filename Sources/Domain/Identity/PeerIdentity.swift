/// Who a peer is, as its certificate says (SPIFFE, https://spiffe.io).
package enum PeerIdentity: Hashable, Sendable {
    case agent(region: RegionID, id: AgentID)
    case controller(ControllerID)
    case `operator`(OperatorName)

    /// The identity in the form `spiffe://CLUSTER/agent/REGION/ID`.
    package func uri(cluster: String) -> String {
        switch self {
        case .agent(let region, let id): "spiffe://\(cluster)/agent/\(region)/\(id)"
        case .controller(let id): "spiffe://\(cluster)/controller/\(id)"
        case .operator(let name): "spiffe://\(cluster)/operator/\(name)"
        }
    }

    /// Reads the form that ``uri(cluster:)`` writes; `nil` for another cluster and for anything else.
    package init?(uri: some StringProtocol, cluster: String) {
        let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 4, parts[0] == "spiffe:", parts[1].isEmpty, parts[2] == cluster else { return nil }
        switch (parts[3], parts.count) {
        case ("agent", 6): self = .agent(region: RegionID(parts[4]), id: AgentID(parts[5]))
        case ("controller", 5): self = .controller(ControllerID(parts[4]))
        case ("operator", 5): self = .operator(OperatorName(parts[4]))
        case (_, _): return nil
        }
        guard areNamesWellFormed else { return nil }
    }

    private var areNamesWellFormed: Bool {
        switch self {
        case .agent(let region, let id): region.isWellFormed && id.isWellFormed
        case .controller(let id): id.isWellFormed
        case .operator(let name): name.isWellFormed
        }
    }
}
