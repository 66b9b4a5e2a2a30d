import Domain
import Ports

/// An agent's connection, as the whole server knows it.
struct AgentPeer: Sendable {
    let agent: AgentID
    let region: RegionID
    let connection: ConnectionID
    let loop: ConnectionLoop

    var identity: PeerIdentity { .agent(region: region, id: agent) }
}
