import AgentProtocol
import Cryptography
import Domain
import Logging
import NIOCore
import Ports
import TLS

/// One peer's connection on the server: decides what the peer may send, and passes it on.
///
/// It belongs to one event loop.
final class ServerConnection: ChannelInboundHandler {
    typealias InboundIn = ProtocolFrame
    typealias OutboundOut = ProtocolFrame

    /// What the peer has shown of itself.
    enum Phase {
        /// The TLS handshake is not done; `TLSHandler` bounds how long that may take. → every other
        case unknown
        /// An agent's certificate, but no hello yet. → `agent`, `ended`
        case agentWithoutHello(AgentPeer)
        /// → `ended`
        case agent(AgentPeer, ProcessNumber)
        /// → `ended`
        case `operator`(OperatorName)
        case ended
    }

    let id: ConnectionID
    let server: ServerParts
    let loop: ConnectionLoop
    let frames: FrameHandler
    var phase = Phase.unknown
    var exchange = OperatorExchange()
    var certificate: Certificate?
    var context: ChannelHandlerContext?
    /// Why the connection ends; the first reason counts.
    var endReason: String?
    /// When the peer last showed that it is there.
    var lastSign = NIODeadline.now()
    /// Whether the rest of an answer waits for its next turn on the event loop.
    var isSendingLater = false
    var silenceTimer: Scheduled<Void>?
    var expiryTimer: Scheduled<Void>?

    init(id: ConnectionID, server: ServerParts, loop: ConnectionLoop, frames: FrameHandler) {
        self.id = id
        self.server = server
        self.loop = loop
        self.frames = frames
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let completed = event as? TLSHandshakeCompleted else {
            return context.fireUserInboundEventTriggered(event)
        }
        do throws(Refusal) {
            try greet(completed)
        } catch {
            end(with: error)
        }
        watchForSilence()
        watchForExpiry()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        lastSign = .now()
        do throws(Refusal) {
            switch phase {
            case .agentWithoutHello(let peer): try receiveFirst(frame, from: peer)
            case .agent(let peer, let process): try receive(frame, from: peer, process)
            case .operator(let name): try receive(frame, from: name)
            case .unknown, .ended: return
            }
        } catch {
            refuse(error)
        }
    }

    /// Takes who the peer is from its certificate and from nowhere else (DESIGN 4.1).
    private func greet(_ completed: TLSHandshakeCompleted) throws(Refusal) {
        certificate = completed.peer
        guard server.waitingRoom.admit(id) else {
            server.logger.error("a connection was turned away: there are too many")
            throw Refusal(.unavailable, "this controller has as many connections as it may")
        }
        guard !server.tls.current.isRevoked(completed.peer) else { throw .revoked }
        let identity = try PeerIdentity(uris: completed.peerURIs, cluster: server.configuration.cluster)
        switch identity {
        case .agent(let region, let agent):
            phase = .agentWithoutHello(AgentPeer(agent: agent, region: region, connection: id, loop: loop))
        case .operator(let name):
            try server.hub.enter(name, id, on: loop)
            phase = .operator(name)
        case .controller(let controller):
            throw Refusal(
                .wrongIdentity,
                "\(controller) is a controller; only agents and operators connect to this port"
            )
        }
    }
}

extension PeerIdentity {
    /// Reads who a peer is from the URIs of its certificate.
    ///
    /// - Throws: a refusal unless there is exactly one, of this cluster (SPIFFE X.509-SVID, section 2).
    init(uris: [String], cluster: String) throws(Refusal) {
        guard uris.count == 1, let identity = uris.first.flatMap({ PeerIdentity(uri: $0, cluster: cluster) }) else {
            let found = uris.isEmpty ? "none" : uris.joined(separator: ", ")
            throw Refusal(
                .wrongIdentity,
                "a certificate must have one URI of the form spiffe://\(cluster)/agent/REGION/ID, …/operator/NAME or "
                    + "…/controller/ID, but this one has \(found.withoutControlCharacters)"
            )
        }
        self = identity
    }
}

extension Refusal {
    static var revoked: Refusal { Refusal(.wrongIdentity, "the certificate is revoked; issue a new one") }

    static func expired(_ certificate: Certificate) -> Refusal {
        Refusal(.wrongIdentity, "the certificate ended at \(certificate.notAfter); issue a new one")
    }
}
