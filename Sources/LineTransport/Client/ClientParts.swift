import Domain
import Logging
import Ports
import TLS

/// What the connections to all controllers share.
struct ClientParts: Sendable {
    let configuration: AgentClient.Configuration
    let tls: ReloadableTLS
    let clock: any TimeSource
    let logger: Logger
    /// What the agent says first on each connection.
    let hello: @Sendable () -> AgentHello
    let inbox: Inbox<ControllerLinkEvent>
    let directory: ControllerDirectory
}
