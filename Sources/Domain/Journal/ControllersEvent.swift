/// What is remembered of the controllers themselves.
package enum ControllersEvent: Hashable, Codable, Sendable {
    case leaderElected(controller: ControllerID)
    /// A change of the set began, or has ended: in the new set, or back in the old one (DESIGN 3.1, rule 7). `by` is nobody
    /// where the leader completes what a person began.
    case setChanged(ControllerSetDescription, by: OperatorName?, reason: String)
    /// What follows goes on from a backup that ended with the record before this one (rule 8).
    case restored(Restoration)
}

extension ControllersEvent {
    var author: OperatorName? {
        switch self {
        case .leaderElected: nil
        case .setChanged(_, let by, _): by
        case .restored(let restoration): restoration.by.first
        }
    }

    var summary: String {
        switch self {
        case .leaderElected(let controller): "\(controller) leads"
        case .setChanged(let set, let by, let reason): "controllers are \(set.summary)\(by.byline): \(reason)"
        case .restored(let restoration):
            "restored up to the record before this one by \(restoration.by.map(\.rawValue).joined(separator: " and ")), controllers are \(restoration.controllers.summary): \(restoration.reason)"
        }
    }
}
