import Decision
import Domain
import Runbook

/// Something that a controller's machine ordered and that takes time.
enum Job: Sendable {
    case lease(ApplicationID, LeaseKeeper.Effect)
    case recordOldGrantsEnded(before: ControllerSetVersion)
    case leave(HandOver)
    case forget(HandOver)
    case perform(StepOrder, PlanPart)
    case inspect(StepOrder, PlanPart)
    case lookAtDNS(DNSTask)
    case repairDNS(DNSTask)
    case adoptDNS(RequestNumber, by: OperatorName, DNSAdoption)
    case measureDNSClock(DNSTask)
    case notify(PendingNotification)
    case notifyWithoutQuorum(PendingNotification)
}

/// What a step names, as the plan has it now.
struct PlanPart: Sendable {
    var group: DNSGroup?
    var channel: Channel?
    /// The addresses that the plan's records have for the step's target.
    var targetAddresses: [String] = []

    init(_ order: StepOrder, of plan: Plan?) {
        let name = order.action.with["record"]?.scalarText
        group = plan?.dns.first { $0.id.rawValue == name }
        let channelName = order.action.with["channel"]?.scalarText
        channel = plan?.communications.channels.first { $0.id.rawValue == channelName }
        guard let host = order.action.with["url"]?.scalarText.flatMap(Self.host).flatMap({ DNSName($0) }) else {
            return
        }
        let records = plan?.dns.flatMap(\.records).filter { DNSName($0.name) == host && $0.type != .cname } ?? []
        targetAddresses = records.flatMap { $0.values[order.target] ?? [] }
    }

    /// The host of `scheme://host:port/path`.
    private static func host(of url: String) -> String? {
        guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
        return url[start...].split(whereSeparator: { ":/?#".contains($0) }).first.map(String.init)
    }
}
