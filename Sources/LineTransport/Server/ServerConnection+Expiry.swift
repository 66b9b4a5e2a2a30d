import Domain
import NIOCore

/// A certificate that ends while its connection is open ends that too, as it would have kept it from being opened.
extension ServerConnection {
    func watchForExpiry() {
        expiryTimer?.cancel()
        if case .ended = phase { return }
        guard let context, let certificate else { return }
        let rest = certificate.notAfter - server.clock.now.wall
        guard rest >= .zero else { return end(with: .expired(certificate)) }
        let wait = CertificateWatch.wait(for: rest)
        expiryTimer = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [weak self] in
            self?.watchForExpiry()
        }
    }
}
