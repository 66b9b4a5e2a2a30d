import COpenSSL

/// The system's libcrypto, which is told once, before its first use, that it lives as long as the process.
///
/// By default it takes itself apart in `exit`, while threads of event loops may still close a connection: a crash at the end.
package enum LibCrypto {
    /// To be called before anything that may be the first use (OPENSSL_init_crypto(3)).
    package static func start() { _ = isStarted }

    private static let isStarted = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1
}
