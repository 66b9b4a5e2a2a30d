/// A stop to everything automatic, for one application or for all, and its end.
package enum FreezeEvent: Hashable, Codable, Sendable {
    case frozen(application: ApplicationID?, by: OperatorName, reason: String, until: Timestamp?)
    case unfrozen(application: ApplicationID?, by: OperatorName?, reason: String)
}

extension FreezeEvent {
    var application: ApplicationID? {
        switch self {
        case .frozen(let application, _, _, _), .unfrozen(let application, _, _): application
        }
    }

    var author: OperatorName? {
        switch self {
        case .frozen(_, let by, _, _): by
        case .unfrozen(_, let by, _): by
        }
    }

    var summary: String {
        let scope = application?.rawValue ?? "everything"
        return switch self {
        case .frozen(_, let by, let reason, let until):
            "\(scope) frozen by \(by)\(until.map { " until \($0)" } ?? ""): \(reason)"
        case .unfrozen(_, let by, let reason): "\(scope) unfrozen\(by.byline): \(reason)"
        }
    }
}
