extension JournalEvent {
    /// The execution that it is about.
    package var execution: ExecutionID? {
        switch self {
        case .execution(let event): event.execution
        case .controllers, .agent, .plan, .freeze, .failover, .question, .incident, .notification, .dns: nil
        }
    }

    /// The application that it is about, where it names one.
    package var application: ApplicationID? {
        switch self {
        case .plan(let event): event.application
        case .freeze(let event): event.application
        case .failover(let event): event.application
        case .execution(let event): event.application
        case .question(let event): event.application
        case .dns(let event): event.application
        case .controllers, .agent, .incident, .notification: nil
        }
    }

    /// The incident that it is about, where it names one.
    package var incident: IncidentID? {
        switch self {
        case .incident(let event): event.incident
        case .controllers, .agent, .plan, .freeze, .failover, .execution, .question, .notification, .dns: nil
        }
    }

    /// The person behind it.
    package var author: OperatorName? {
        switch self {
        case .controllers(let event): event.author
        case .agent(let event): event.author
        case .plan(let event): event.author
        case .freeze(let event): event.author
        case .execution(let event): event.author
        case .question(let event): event.author
        case .incident(let event): event.author
        case .dns(let event): event.author
        case .failover, .notification: nil
        }
    }

    /// The event in one line for people.
    package var summary: String {
        switch self {
        case .controllers(let event): event.summary
        case .agent(let event): event.summary
        case .plan(let event): event.summary
        case .freeze(let event): event.summary
        case .failover(let event): event.summary
        case .execution(let event): event.summary
        case .question(let event): event.summary
        case .incident(let event): event.summary
        case .notification(let event): event.summary
        case .dns(let event): event.summary
        }
    }
}

extension OperatorName? {
    /// Who did it, at the end of a clause; nothing where nobody did.
    var byline: String { map { " by \($0)" } ?? "" }
}
