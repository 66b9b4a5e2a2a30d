import AgentProtocol
import Cryptography
import Domain
import NIOCore
import Ports
import TLS

/// One connection to a controller: says hello, passes on what comes, sends what waits.
///
/// It belongs to one event loop.
final class ControllerConnection: ChannelInboundHandler {
    typealias InboundIn = ProtocolFrame
    typealias OutboundOut = ProtocolFrame

    private let connector: ControllerConnector
    let parts: ClientParts
    private let frames: FrameHandler
    private(set) var context: ChannelHandlerContext?
    private(set) var certificate: Certificate?
    /// Set while the connection is announced.
    private var controller: ControllerID?
    /// Why the connection ends; the first reason counts.
    private var endReason: String?
    private var isProven = false
    private var isWanted = false
    private var lastSign = NIODeadline.now()
    private var silenceTimer: Scheduled<Void>?
    var expiryTimer: Scheduled<Void>?

    init(connector: ControllerConnector, parts: ClientParts, frames: FrameHandler) {
        self.connector = connector
        self.parts = parts
        self.frames = frames
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        isWanted = connector.opened(self)
        if isWanted { context.fireChannelActive() } else { context.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard isWanted, let completed = event as? TLSHandshakeCompleted else {
            return context.fireUserInboundEventTriggered(event)
        }
        do throws(Refusal) {
            try greet(completed)
        } catch {
            leave(error)
        }
    }

    /// Believes the certificate only; the address may lead anywhere.
    private func greet(_ completed: TLSHandshakeCompleted) throws(Refusal) {
        certificate = completed.peer
        let found = try ControllerID(of: completed, cluster: parts.configuration.cluster)
        guard parts.directory.enter(found, by: connector.index) else {
            throw Refusal(
                .wrongIdentity,
                "two addresses lead to the controller \(found); correct the list of controllers"
            )
        }
        controller = found
        context?.writeAndFlush(wrapOutboundOut(.agent(.hello(parts.hello()))), promise: nil)
        connector.acceptMessages()
        lastSign = .now()
        watchForSilence()
        push(.connected(found))
        watchForExpiry()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let controller else { return }
        lastSign = .now()
        switch unwrapInboundIn(data) {
        case .controller(let message):
            note(message)
            push(.received(controller, message))
        case .agent, .chunk:
            leave(Refusal(.wrongIdentity, "this frame is not for controllers to send to agents"))
        }
    }

    private func note(_ message: ControllerMessage) {
        switch message {
        case .ack, .assignment, .hookOrder, .hookStop:
            // A refusal before it did not end the connection.
            endReason = nil
            guard !isProven else { return }
            isProven = true
            connector.proven()
        case .refusal(let refusal):
            endReason = "\(refusal.message) (\(refusal.code.rawValue))"
            if refusal.code == .replaced { connector.replaced() }
        }
    }

    private func push(_ event: ControllerLinkEvent) {
        guard !parts.inbox.push(event, from: connector.source, for: connector) else { return }
        frames.pause()
    }
}

// MARK: - Sending

extension ControllerConnection {
    func sendWaiting() {
        guard let context, controller != nil else { return }
        while context.channel.isWritable, let message = connector.nextMessage() {
            context.writeAndFlush(wrapOutboundOut(.agent(message)), promise: nil)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { sendWaiting() }
        context.fireChannelWritabilityChanged()
    }

    func resumeReading() { frames.resume() }
}

// MARK: - Ending

extension ControllerConnection {
    /// Sends what waits and closes. The future ends with the connection.
    func finish() -> EventLoopFuture<Void>? {
        sendWaiting()
        endReason = endReason ?? "this agent closes its connections"
        return context?.close()
    }

    func closeIfRevoked(by tls: TLSContext) {
        guard let certificate, tls.isRevoked(certificate) else { return }
        leave(.revoked)
    }

    func leave(_ refusal: Refusal) {
        endReason = endReason ?? refusal.message
        context?.writeAndFlush(wrapOutboundOut(.controller(.refusal(refusal))), promise: nil)
        context?.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let fault as FrameFault where !fault.endsConnection: log(fault.refusal)
        case let fault as FrameFault: endReason = endReason ?? fault.refusal.message
        case let refusal as Refusal: log(refusal)
        case let error as TLSError: endReason = endReason ?? error.message
        case let error:
            endReason = endReason ?? "\(NetworkFailure(error))"
            context.close(promise: nil)
        }
    }

    private func log(_ refusal: Refusal) {
        parts.logger.warning(
            "a frame was refused",
            metadata: ["address": "\(connector.address)", "message": "\(refusal.message)"]
        )
    }

    func channelInactive(context: ChannelHandlerContext) {
        silenceTimer?.cancel()
        expiryTimer?.cancel()
        let reason = endReason ?? "the controller closed the connection"
        if let controller {
            parts.directory.leave(controller, by: connector.index)
            push(.disconnected(controller, reason: reason))
            self.controller = nil
        }
        connector.ended(self, reason)
        context.fireChannelInactive()
    }

    private func watchForSilence() {
        let limit = TimeAmount(parts.configuration.controllerSilence)
        silenceTimer = context?.eventLoop.assumeIsolated().scheduleTask(deadline: lastSign + limit) { [weak self] in
            self?.judgeSilence(limit)
        }
    }

    private func judgeSilence(_ limit: TimeAmount) {
        guard lastSign + limit <= .now() else { return watchForSilence() }
        leave(Refusal(.tooSlow, "the controller sent nothing for \(parts.configuration.controllerSilence.text)"))
    }
}

extension ControllerID {
    /// Reads which controller a peer is from its certificate.
    init(of completed: TLSHandshakeCompleted, cluster: String) throws(Refusal) {
        let identity = try PeerIdentity(uris: completed.peerURIs, cluster: cluster)
        guard case .controller(let id) = identity else {
            throw Refusal(.wrongIdentity, "the peer is \(identity.uri(cluster: cluster)), not a controller")
        }
        self = id
    }
}
