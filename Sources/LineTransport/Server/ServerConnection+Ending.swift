import AgentProtocol
import Domain
import Logging
import NIOCore
import TLS

/// Writing, refusing, and all the ways in which a connection ends.
extension ServerConnection {
    func write(_ message: ControllerMessage) {
        guard case .agent = phase else { return }
        context?.write(wrapOutboundOut(.controller(message)), promise: nil)
        // A large batch must not pile up before anyone looks.
        if context?.channel.isWritable == false { flush() }
    }

    /// Sends what was written, and cuts a peer off that does not read.
    func flush() {
        context?.flush()
        guard let context, !context.channel.isWritable else { return }
        cutOff("more than \(server.configuration.mostUnsentBytes) bytes wait for the peer, which does not read")
    }

    func resumeReading() { frames.resume() }

    /// Answers a frame that is not accepted. The connection goes on.
    func refuse(_ refusal: Refusal) {
        log("a frame was refused", refusal)
        context?.write(wrapOutboundOut(.controller(.refusal(refusal))), promise: nil)
        flush()
    }

    /// Tells the peer why, and closes.
    ///
    /// An operator with a request open is told nothing: a refusal would mean that nothing has been done.
    func end(with refusal: Refusal) {
        if case .ended = phase { return }
        leave(reason: refusal.message)
        if !exchange.hasOpenRequests {
            context?.writeAndFlush(wrapOutboundOut(.controller(.refusal(refusal))), promise: nil)
        }
        context?.close(promise: nil)
    }

    func cutOff(_ reason: String) {
        end(with: Refusal(.tooSlow, reason))
    }

    func closeIfRevoked(by tls: TLSContext) {
        guard let certificate, tls.isRevoked(certificate) else { return }
        end(with: .revoked)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let fault as FrameFault: refused(fault)
        case let refusal as Refusal: log("a message cannot be sent", refusal)
        case let error as TLSError: endReason = endReason ?? error.message
        case let error:
            endReason = endReason ?? "\(NetworkFailure(error))"
            context.close(promise: nil)
        }
    }

    /// The answer has been sent, and where it must, the connection is being closed.
    private func refused(_ fault: FrameFault) {
        log("a line was refused", fault.refusal)
        if fault.endsConnection { leave(reason: fault.refusal.message) } else { flush() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave(reason: "the peer closed the connection")
        silenceTimer?.cancel()
        expiryTimer?.cancel()
        loop.remove(id)
        context.fireChannelInactive()
    }

    /// Announces the end once, with the first reason there was.
    private func leave(reason: String) {
        let reason = endReason ?? reason
        endReason = reason
        switch phase {
        case .unknown:
            phase = .ended
            return noteStranger(reason)
        case .agentWithoutHello: break
        case .agent(let peer, _): server.hub.leave(peer, reason: reason)
        case .operator(let name): server.hub.leave(name, id, on: loop, reason: reason)
        case .ended: return
        }
        server.logger.info("a connection ended", metadata: metadata(["reason": "\(reason)"]))
        phase = .ended
    }

    private func noteStranger(_ reason: String) {
        let address = context?.remoteAddress?.ipAddress ?? "unknown"
        server.strangers.note(address: address, peer: certificate?.uris.first, reason: reason)
    }

    private func log(_ text: Logger.Message, _ refusal: Refusal) {
        let details: Logger.Metadata = ["code": "\(refusal.code.rawValue)", "message": "\(refusal.message)"]
        server.logger.warning(text, metadata: metadata(details))
    }

    func metadata(_ details: Logger.Metadata) -> Logger.Metadata {
        var all = details
        all["connection"] = "\(id)"
        if let uri = certificate?.uris.first { all["peer"] = "\(uri)" }
        if let address = context?.remoteAddress, let host = address.ipAddress, let port = address.port {
            all["address"] = "\(NetworkAddress(host: host, port: port))"
        }
        return all
    }
}
