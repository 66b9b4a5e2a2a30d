import Domain
import Ports
import WebProbe

/// Runs the kinds of checks that agents know.
package struct LocalCheckRunner: CheckRunner {
    private let probe: any Ports.WebProbe
    private let dialer: Dialer
    private let hooks: [HookName: HookDefinition]
    let databases: DatabaseLooks

    /// - Parameters:
    ///   - hooks: what the agent's own file defines; a check can run nothing else.
    ///   - databases: what the agent's own file names; a check can ask no other.
    ///   - environment: where connection strings may stand.
    ///   - dialer: opens the connections.
    package init(
        hooks: [HookDefinition],
        databases: [DatabaseDefinition] = [],
        environment: [String: String] = [:],
        dialer: Dialer = Dialer()
    ) {
        self.databases = DatabaseLooks(databases, environment: environment)
        self.hooks = Dictionary(hooks.map { ($0.name, $0) }) { first, _ in first }
        self.dialer = dialer
        probe = NetworkWebProbe(dialer: dialer)
    }

    package func run(_ check: AssignedCheck) async -> Observation {
        switch check.uses {
        case "http": await askWeb(check)
        case "tcp": await connect(check)
        case "hook": await runHook(check)
        case "postgres": await lookAtServer(check)
        case "postgres.replication": await lookAtReplication(check)
        case let kind: .notRun("this agent knows no check of the kind \(kind): update it")
        }
    }

    func definition(of hook: HookName) -> HookDefinition? { hooks[hook] }

    private func askWeb(_ check: AssignedCheck) async -> Observation {
        guard let url = check.with["url"]?.scalarText else { return .notRun("the check names no url") }
        let request = WebRequest(
            url: url,
            timeout: check.timeout,
            statuses: check.with["statuses"]?.items.compactMap { $0.scalarText.flatMap { Int($0) } } ?? [],
            bodyContains: check.with["contains"]?.scalarText,
            trustFile: check.with["trust_file"]?.scalarText,
            certificateDaysLeft: check.with["certificate_days_left"]?.scalarText.flatMap { Int($0) }
        )
        return await probe.probe(request, pinnedAddress: nil)
    }

    private func connect(_ check: AssignedCheck) async -> Observation {
        let place = check.with["address"]?.scalarText.flatMap { NetworkPlace($0) }
        let portText = check.with["port"]?.scalarText
        guard let host = place?.host ?? check.with["host"]?.scalarText,
            let port = place?.port ?? portText.flatMap({ UInt16($0) })
        else { return .notRun("the check names no host and port") }
        let start = ContinuousClock.now
        switch await dialer.connect(to: host, port: port, within: check.timeout) {
        case .success(let connection):
            connection.channel.close(promise: nil)
            var figures = ["connect_ms": connection.connect.inMilliseconds]
            figures["dns_ms"] = connection.lookUp?.inMilliseconds
            return Observation(
                outcome: .passed,
                summary: "connected to \(connection.address)",
                took: ContinuousClock.now - start,
                figures: figures
            )
        case .failure(let failure):
            return Observation(
                outcome: failure.isOurs ? .notRun : .failed,
                summary: failure.message,
                took: ContinuousClock.now - start
            )
        }
    }
}

extension Observation {
    /// What could not even be begun.
    static func notRun(_ reason: String) -> Observation { Observation(outcome: .notRun, summary: reason, took: .zero) }
}

extension Parameter {
    /// The members of a list, or the one thing that it is.
    fileprivate var items: [Parameter] {
        switch self {
        case .list(let items): items
        case .nothing: []
        case .text, .number, .flag, .table: [self]
        }
    }
}
