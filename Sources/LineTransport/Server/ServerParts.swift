import Logging
import Ports
import TLS

/// What all connections of a server share.
struct ServerParts: Sendable {
    let configuration: AgentServer.Configuration
    let tls: ReloadableTLS
    let clock: any TimeSource
    let logger: Logger
    let hub: GatewayHub
    let waitingRoom: WaitingRoom
    let strangers: StrangerLog
}
