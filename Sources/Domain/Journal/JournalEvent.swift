/// One thing that happened and is remembered, by what it is about. The state of a cluster is the fold of these (DESIGN 2).
package enum JournalEvent: Hashable, Sendable {
    case controllers(ControllersEvent)
    case agent(AgentEvent)
    case plan(PlanEvent)
    case freeze(FreezeEvent)
    case failover(FailoverEvent)
    case execution(ExecutionEvent)
    case question(QuestionEvent)
    case incident(IncidentEvent)
    case notification(NotificationEvent)
    case dns(DNSEvent)
}
