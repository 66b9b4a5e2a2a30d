/// What is remembered of an incident.
package enum IncidentEvent: Hashable, Codable, Sendable {
    case opened(id: IncidentID, subject: IncidentSubject, title: String)
    /// The trouble concerns this application too.
    case joined(id: IncidentID, application: ApplicationID)
    /// For this application it is over.
    case left(id: IncidentID, application: ApplicationID, reason: String)
    case noted(id: IncidentID, text: String, by: OperatorName?)
    case acknowledged(id: IncidentID, by: OperatorName)
    case resolved(id: IncidentID, by: OperatorName?, reason: String)
}

extension IncidentEvent {
    var incident: IncidentID {
        switch self {
        case .opened(let id, _, _), .joined(let id, _), .left(let id, _, _), .noted(let id, _, _),
            .acknowledged(let id, _), .resolved(let id, _, _):
            id
        }
    }

    var author: OperatorName? {
        switch self {
        case .opened, .joined, .left: nil
        case .noted(_, _, let by): by
        case .acknowledged(_, let by): by
        case .resolved(_, let by, _): by
        }
    }

    var summary: String {
        switch self {
        case .opened(let id, _, let title): "incident \(id): \(title)"
        case .joined(let id, let application): "incident \(id) concerns \(application)"
        case .left(let id, let application, let reason): "incident \(id) is over for \(application): \(reason)"
        case .noted(let id, let text, let by?): "note by \(by) on \(id): \(text)"
        case .noted(let id, let text, nil): "incident \(id): \(text)"
        case .acknowledged(let id, let by): "incident \(id) acknowledged by \(by)"
        case .resolved(let id, let by, let reason): "incident \(id) resolved\(by.byline): \(reason)"
        }
    }
}
