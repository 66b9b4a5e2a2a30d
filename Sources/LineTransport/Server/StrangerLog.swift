import Logging
import NIOCore
import Synchronization

/// Says of peers that were not let in, once for each of them and reason in a while: a host with a wrong certificate knocks again
/// every few seconds, and a scanner as often as it likes.
final class StrangerLog: Sendable {
    private struct Knock: Hashable {
        let address: String
        let peer: String?
        let reason: String
    }

    private struct Count {
        var since: NIODeadline
        var unsaid = 0
    }

    private let logger: Logger
    private let counts = Mutex<[Knock: Count]>([:])

    init(_ logger: Logger) { self.logger = logger }

    /// Takes note of a peer; who it is stands in its certificate, if it has shown a good one.
    func note(address: String, peer: String? = nil, reason: String, at now: NIODeadline = .now()) {
        let knock = Knock(address: address, peer: peer, reason: reason)
        let unsaid: Int? = counts.withLock { counts in
            if let known = counts[knock], now < known.since + Self.pause {
                counts[knock]?.unsaid += 1
                return nil
            }
            if counts.count >= Self.mostKnocks { counts = counts.filter { now < $0.value.since + Self.pause } }
            // Strangers have many addresses: then what they are is more than can be remembered, and all of it said already.
            guard counts.count < Self.mostKnocks else { return nil }
            defer { counts[knock] = Count(since: now) }
            return counts[knock]?.unsaid ?? 0
        }
        guard let unsaid else { return }
        var metadata: Logger.Metadata = ["address": "\(address)", "reason": "\(reason)"]
        if let peer { metadata["peer"] = "\(peer)" }
        if unsaid > 0 { metadata["times_unsaid"] = "\(unsaid)" }
        logger.warning("a peer was not let in", metadata: metadata)
    }

    private static let pause = TimeAmount.minutes(10)
    private static let mostKnocks = 1024
}
