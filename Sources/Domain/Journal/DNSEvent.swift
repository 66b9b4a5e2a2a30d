/// What is remembered of a group of DNS records (DESIGN 3.4).
package enum DNSEvent: Hashable, Codable, Sendable {
    case adopted(application: ApplicationID, group: DNSGroupID, override: String?, by: OperatorName, reason: String)
    case drifted(application: ApplicationID, group: DNSGroupID, details: [String])
    case repaired(application: ApplicationID, group: DNSGroupID, epoch: Epoch)
}

extension DNSEvent {
    var application: ApplicationID {
        switch self {
        case .adopted(let application, _, _, _, _), .drifted(let application, _, _), .repaired(let application, _, _):
            application
        }
    }

    var author: OperatorName? {
        switch self {
        case .adopted(_, _, _, let by, _): by
        case .drifted, .repaired: nil
        }
    }

    var summary: String {
        switch self {
        case .adopted(let application, let group, _, let by, let reason):
            "DNS \(group) of \(application) adopted by \(by): \(reason)"
        case .drifted(let application, let group, let details):
            "DNS \(group) of \(application) drifted: \(details.joined(separator: "; "))"
        case .repaired(let application, let group, let epoch):
            "DNS \(group) of \(application) repaired under epoch \(epoch)"
        }
    }
}
