/// What a period of trouble is about: the same subject never has two open incidents.
package enum IncidentSubject: Hashable, Codable, Sendable {
    /// A region that is not healthy for an application.
    case region(RegionID, ApplicationID)
    /// A region that is lost for every application that is active there: one trouble, however many it concerns (FAILURES F10).
    case verdict(RegionID, Verdict)
    /// DNS that does not say what the committed epoch says.
    case dns(DNSGroupID, ApplicationID)
    /// A name server that would refuse what the key signs.
    case dnsKey(DNSGroupID, ApplicationID)
    /// An execution that failed or waits for a person.
    case execution(ExecutionID, ApplicationID)
    /// Guardians one lost grant away from their fences, however many.
    case leases
    /// An agent that is unwell.
    case agent(AgentID)
    /// A closed fence that was found open behind its agent's back.
    case fence(AgentID, ApplicationID)
    /// A check that some agents cannot run.
    case check(CheckID, ApplicationID)
    /// The loss of an active region would cost more than the plan allows.
    case exposure(ApplicationID)
    /// An application that waits for a person to say where it is active.
    case restored(ApplicationID)
    /// Too few controllers hear enough to judge any region.
    case verdicts
    /// No leader, or no store: nothing can be decided.
    case quorum

    package var application: ApplicationID? {
        switch self {
        case .region(_, let application), .dns(_, let application), .dnsKey(_, let application),
            .execution(_, let application), .fence(_, let application), .check(_, let application),
            .exposure(let application), .restored(let application):
            application
        case .verdict, .leases, .agent, .verdicts, .quorum: nil
        }
    }

    /// Folds everything about one trouble into one thing at the receiver.
    package var deduplicationKey: String {
        switch self {
        case .region(let region, let application): "holdfast/\(application)/region/\(region)"
        case .verdict(let region, let verdict): "holdfast/region/\(region)/\(verdict.rawValue)"
        case .dns(let group, let application): "holdfast/\(application)/dns/\(group)"
        case .dnsKey(let group, let application): "holdfast/\(application)/dns-key/\(group)"
        case .execution(let execution, let application): "holdfast/\(application)/execution/\(execution)"
        case .leases: "holdfast/leases"
        case .agent(let agent): "holdfast/agent/\(agent)"
        case .fence(let agent, let application): "holdfast/\(application)/fence/\(agent)"
        case .check(let check, let application): "holdfast/\(application)/check/\(check)"
        case .exposure(let application): "holdfast/\(application)/exposure"
        case .restored(let application): "holdfast/\(application)/restored"
        case .verdicts: "holdfast/verdicts"
        case .quorum: "holdfast/quorum"
        }
    }
}
