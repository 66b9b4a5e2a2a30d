import AgentProtocol
import Domain
import Ports

/// What an agent may send: a hello first, then messages of the process that said it.
extension ServerConnection {
    func receiveFirst(_ frame: ProtocolFrame, from peer: AgentPeer) throws(Refusal) {
        guard case .hello(let hello)? = try message(in: frame) else {
            throw Refusal(.outOfOrder, "the first frame of an agent's connection must be hello")
        }
        do throws(Refusal) {
            try server.hub.enter(peer)
        } catch {
            end(with: error)
            return
        }
        phase = .agent(peer, hello.process)
        watchForSilence()
        deliver(.hello(hello), from: peer)
    }

    func receive(_ frame: ProtocolFrame, from peer: AgentPeer, _ process: ProcessNumber) throws(Refusal) {
        guard let message = try message(in: frame) else { return }
        if let named = message.process, named != process {
            throw Refusal(.outOfOrder, "process \(named) speaks where process \(process) has said hello; connect anew")
        }
        deliver(message, from: peer)
    }

    /// `nil` for an error, which is never answered.
    private func message(in frame: ProtocolFrame) throws(Refusal) -> AgentMessage? {
        switch frame {
        case .agent(let message): return message
        case .controller(.refusal(let refusal)):
            logPeersRefusal(refusal)
            return nil
        case .controller: throw Refusal(.wrongIdentity, "this frame is for controllers to send, and an agent sent it")
        case .chunk: throw Refusal(.wrongIdentity, "chunks are for operators to send, and an agent sent one")
        }
    }

    private func deliver(_ message: AgentMessage, from peer: AgentPeer) {
        switch server.hub.deliver(message, from: peer, at: server.clock.now.instant) {
        case .delivered(let mayReadOn): if !mayReadOn { frames.pause() }
        case .refused(let refusal): refuse(refusal)
        case .replaced: return
        }
    }

    func logPeersRefusal(_ refusal: Refusal) {
        server.logger.warning(
            "a peer refused what it was sent",
            metadata: metadata(["code": "\(refusal.code.rawValue)", "message": "\(refusal.message)"])
        )
    }
}

extension AgentMessage {
    /// The process that the message says it is from.
    fileprivate var process: ProcessNumber? {
        switch self {
        case .hello(let hello): hello.process
        case .report(let report): report.process
        case .bye(let farewell): farewell.process
        case .hookOutput, .hookStatus: nil
        }
    }
}
