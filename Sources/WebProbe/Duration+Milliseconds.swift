import Glibc
import NIOCore

extension Duration {
    /// The number of milliseconds, with fractions to a hundredth.
    package var inMilliseconds: Double { (self / .milliseconds(1) * 100).rounded() / 100 }

    var nanoseconds: Int64 { Int64(self / .nanoseconds(1)) }
}

/// What was awaited did not come in time.
struct TookTooLong: Error {}

extension EventLoopFuture where Value: Sendable {
    /// The same result, or ``TookTooLong``.
    func within(_ limit: Duration, on loop: any EventLoop) -> EventLoopFuture<Value> {
        let promise = loop.makePromise(of: Value.self)
        let timer = loop.scheduleTask(in: .nanoseconds(max(limit, .zero).nanoseconds)) { promise.fail(TookTooLong()) }
        whenComplete { result in
            timer.cancel()
            promise.completeWith(result)
        }
        return promise.futureResult
    }
}

extension Error {
    /// One line for people.
    var reason: String {
        if self is TookTooLong { return "no answer in time" }
        if let error = self as? ChannelError, case .connectTimeout = error { return "no answer in time" }
        guard let error = self as? IOError else { return "\(self)" }
        return switch error.errnoCode {
        case ECONNREFUSED: "connection refused: nothing listens there"
        case EHOSTUNREACH, ENETUNREACH: "no route"
        case ECONNRESET, EPIPE: "the connection was reset"
        case ETIMEDOUT: "no answer in time"
        default: error.description
        }
    }
}
