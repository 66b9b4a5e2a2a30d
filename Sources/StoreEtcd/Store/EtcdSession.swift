import Domain
import Ports

/// What ties a controller's opinions to its presence: a lease of etcd, and what was published under it.
struct EtcdSession: Sendable {
    var lease: WireNumber?
    /// What is published anew when a session has ended.
    private(set) var published: (publication: Publication, by: ControllerProcess)?

    /// The newest of a process counts: one that was published anew may be through later than its successor.
    mutating func published(_ publication: Publication, by process: ControllerProcess) {
        if let published, published.by == process, published.publication.number > publication.number { return }
        published = (publication, by: process)
    }

    /// How long the opinions of a controller stand that is not heard any more. Opinions bind nobody, but one that nobody holds
    /// any longer must not count for a majority long.
    static let seconds: Int64 = 5
    /// Two may be lost.
    static let keepAliveEvery = Duration.milliseconds(1500)
}

extension EtcdCoordinationStore {
    /// The present lease, or a new one.
    func session() async throws(PortError) -> WireNumber {
        if let lease = warm.withLock({ $0.session.lease }) { return lease }
        guard let granted = try await client.grantLease(seconds: EtcdSession.seconds).id else {
            throw PortError(.unavailable, "etcd grants a lease without a number")
        }
        return warm.withLock { warm in
            // Of two that were asked for at once the other ends by itself.
            if let present = warm.session.lease { return present }
            warm.session.lease = granted
            return granted
        }
    }

    /// Runs what needs the session, and once more with a new one where it has ended.
    func inSession(_ body: () async throws(PortError) -> Void) async throws(PortError) {
        do throws(PortError) { try await body() } catch {
            guard error.message == EtcdClient.leaseEnded else { throw error }
            warm.withLock { $0.session.lease = nil }
            try await body()
        }
    }

    /// Keeps the session alive, until it is cancelled. Opinions that have gone with a session are published anew.
    func keepSession() async throws {
        while true {
            try await time.sleep(until: time.now.instant + EtcdSession.keepAliveEvery)
            guard let lease = warm.withLock({ $0.session.lease }) else { continue }
            do throws(PortError) {
                if try await client.keepAlive(lease) { continue }
                warm.withLock { $0.session.lease = nil }
                guard let published = warm.withLock({ $0.session.published }) else { continue }
                try await publish(published.publication, by: published.by)
            } catch {
                logger.warning("the session with etcd is not kept alive", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A planned end leaves no opinions behind.
    func endSession() async {
        guard let lease = warm.withLock({ $0.session.lease }) else { return }
        // It ends by itself where this fails.
        try? await client.revoke(lease)
    }
}
