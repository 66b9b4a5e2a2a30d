import Domain
import Ports

/// Which connection stands for which agent, and how far each agent's reports have come.
struct AgentRegistry {
    private var peers: [AgentID: AgentPeer] = [:]
    /// The last report of each process of an agent, also after its connection has gone: a new one goes on from there.
    private var lastReports: [AgentID: [ProcessNumber: ReportNumber]] = [:]

    func peer(_ agent: AgentID) -> AgentPeer? { peers[agent] }

    func isCurrent(_ peer: AgentPeer) -> Bool { peers[peer.agent]?.connection == peer.connection }

    /// Takes an agent's connection in. Returns the one whose place it takes.
    ///
    /// - Throws: a refusal when an agent of another region has the same id: the two would take each other's leases.
    mutating func enter(_ peer: AgentPeer) throws(Refusal) -> AgentPeer? {
        let present = peers[peer.agent]
        if let present, present.region != peer.region {
            throw Refusal(
                .wrongIdentity,
                "an agent of \(present.region) has the id \(peer.agent) too; issue a certificate with an id of its own"
            )
        }
        peers[peer.agent] = peer
        return present
    }

    /// Returns whether the connection stood for its agent until now.
    mutating func leave(_ peer: AgentPeer) -> Bool {
        guard isCurrent(peer) else { return false }
        peers[peer.agent] = nil
        return true
    }

    /// Takes note of a report.
    ///
    /// - Throws: a refusal when it is not newer than the last one of its process.
    mutating func accept(_ report: AgentReport, of agent: AgentID) throws(Refusal) {
        var last = lastReports[agent] ?? [:]
        if let number = last[report.process], report.number <= number {
            throw Refusal(
                .outOfOrder,
                "report \(report.number) is not newer than report \(number), which was there before"
            )
        }
        last[report.process] = report.number
        if last.count > Self.mostProcesses, let oldest = last.keys.min() { last[oldest] = nil }
        lastReports[agent] = last
        if lastReports.count > Self.mostAgents { lastReports = lastReports.filter { peers[$0.key] != nil } }
    }

    /// Copies of an agent on several hosts are a mistake; more than this many at a time are not told apart.
    private static let mostProcesses = 4
    /// Beyond it, agents that are not connected are forgotten.
    private static let mostAgents = 65_536
}
