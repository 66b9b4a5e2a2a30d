import Logging
import SystemClock
import TLS

extension Logger {
    /// Says which certificates and revocation lists end soon: weeks ahead, while there is time.
    package func warn(of tls: ReloadableTLS) {
        for warning in tls.current.warnings(at: SystemTime().wall, ahead: .seconds(30 * 86_400)) {
            self.warning("\(warning)")
        }
    }
}
