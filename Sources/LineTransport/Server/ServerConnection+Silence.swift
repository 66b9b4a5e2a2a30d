import Domain
import NIOCore

/// Cuts off peers that say nothing for too long.
extension ServerConnection {
    /// Looks again when the limit could be reached at the earliest.
    func watchForSilence() {
        silenceTimer?.cancel()
        guard let context, let limit = silenceLimit else { return }
        silenceTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastSign + limit) { [weak self] in
            self?.judgeSilence()
        }
    }

    private func judgeSilence() {
        guard let limit = silenceLimit else { return }
        // An operator that waits for our answer has nothing to say.
        if exchange.isWaiting { lastSign = .now() }
        guard lastSign + limit <= .now() else { return watchForSilence() }
        cutOff("\(silenceText) for \(limit.nanoseconds / 1_000_000) ms")
    }

    private var silenceLimit: TimeAmount? {
        switch phase {
        case .unknown, .ended: nil
        case .agentWithoutHello: TimeAmount(server.configuration.helloTimeout)
        case .agent: TimeAmount(server.configuration.agentSilence)
        case .operator: TimeAmount(server.configuration.operatorSilence)
        }
    }

    private var silenceText: String {
        switch phase {
        case .unknown, .ended, .agent: "the peer sent nothing"
        case .agentWithoutHello: "the agent did not say hello"
        case .operator: exchange.isAnswering ? "the operator did not read the answer" : "the operator asked nothing"
        }
    }
}
