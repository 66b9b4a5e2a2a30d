import Domain
import NIOCore

/// A controller whose certificate ends while the connection is open is left, as it would not have been believed later.
extension ControllerConnection {
    func watchForExpiry() {
        guard let context, let certificate else { return }
        let rest = certificate.notAfter - parts.clock.now.wall
        guard rest >= .zero else { return leave(.expired(certificate)) }
        let wait = CertificateWatch.wait(for: rest)
        expiryTimer = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [weak self] in
            self?.watchForExpiry()
        }
    }
}
