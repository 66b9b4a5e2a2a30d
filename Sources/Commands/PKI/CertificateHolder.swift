import Domain

/// Who a certificate is for.
struct CertificateHolder: Hashable, Sendable {
    enum Kind: String, Hashable, Codable, Sendable {
        case agent
        case controller
        case `operator`
    }

    let identity: PeerIdentity

    var kind: Kind {
        switch identity {
        case .agent: .agent
        case .controller: .controller
        case .operator: .operator
        }
    }

    var region: RegionID? {
        switch identity {
        case .agent(let region, _): region
        case .controller, .operator: nil
        }
    }

    var name: String {
        switch identity {
        case .agent(_, let id): id.rawValue
        case .controller(let id): id.rawValue
        case .operator(let name): name.rawValue
        }
    }

    /// What people read, and the name of its files: `agent-us-east-1-a1`, `controller-a`, `operator-ann`.
    var title: String { ([kind.rawValue] + (region.map { [$0.rawValue] } ?? []) + [name]).joined(separator: "-") }

    /// Where the files belong.
    var place: String {
        switch kind {
        case .agent: "the agent's host"
        case .controller: "the controller's host"
        case .operator: "\(name)'s own machine"
        }
    }
}
