import Domain
import NIOCore
import Ports
import Synchronization

/// What is to be asked, and where the answer goes.
final class OperatorQuestion: Sendable {
    let address: NetworkAddress
    let cluster: String
    let body: [UInt8]
    let timeout: Duration
    let promise: EventLoopPromise<OperatorClient.Reply>
    private let state = Mutex(State())

    private struct State {
        var channel: (any NIOCore.Channel)?
        var isCancelled = false
    }

    init(
        address: NetworkAddress,
        cluster: String,
        body: [UInt8],
        timeout: Duration,
        promise: EventLoopPromise<OperatorClient.Reply>
    ) {
        self.address = address
        self.cluster = cluster
        self.body = body
        self.timeout = timeout
        self.promise = promise
    }

    /// Returns whether the connection is to be used: the answer is still wanted, and no other connection was there before,
    /// since a name with several addresses may lead to more than one.
    func claim(_ new: any NIOCore.Channel) -> Bool {
        state.withLock { state in
            guard !state.isCancelled, state.channel == nil else { return false }
            state.channel = new
            return true
        }
    }

    /// Nobody wants the answer any more.
    func cancel() {
        let open = state.withLock { state in
            state.isCancelled = true
            return state.channel
        }
        guard let open else {
            return promise.fail(PortError(.unavailable, "\(address) was not asked: nobody wants the answer any more"))
        }
        open.close(promise: nil)
    }
}
