import COpenSSL
import Cryptography
import NIOCore

/// One connection's TLS between two buffers, with no network and no time in it.
///
/// It belongs to one event loop.
final class TLSSession {
    /// How reading ended.
    enum ReadEnd: Equatable {
        /// All that can be read was read.
        case wantsMore
        /// The peer said farewell: nothing more will come.
        case closed
        case failed(TLSError)
    }

    let context: TLSContext
    let expectedName: ServerName?
    let wire = Wire()
    /// Why the peer's certificate was refused.
    var refusal: String?
    /// What the verification let pass although it should be mended.
    var warnings: [TLSWarning] = []
    let ssl: OpaquePointer

    /// Prepares a connection; nothing is sent before ``handshake()``.
    ///
    /// - Throws: ``TLSError`` with the code `configuration` when the context does not fit the role.
    init(context: TLSContext, role: TLSRole) throws(TLSError) {
        self.context = context
        switch role {
        case .server: expectedName = nil
        case .client(let name): expectedName = name
        }
        try context.checkFits(role)
        guard let ssl = SSL_new(context.pointer) else { throw .takeFromQueue(refusal: nil) }
        self.ssl = ssl
        guard let bio = wire.makeBIO() else { throw .takeFromQueue(refusal: nil) }
        SSL_set_bio(ssl, bio, bio)
        // Index 0 is the application's own (`SSL_set_app_data`).
        SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(self).toOpaque())
        try take(role)
    }

    deinit { SSL_free(ssl) }

    private func take(_ role: TLSRole) throws(TLSError) {
        switch role {
        case .server: SSL_set_accept_state(ssl)
        case .client: SSL_set_connect_state(ssl)
        }
        let isTaken: Bool
        switch expectedName {
        case .host(let name):
            SSL_set_hostflags(ssl, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
            isTaken = SSL_set1_host(ssl, name) == 1 && holdfast_SSL_set_tlsext_host_name(ssl, name) == 1
        case .address(let address):
            isTaken = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), address) == 1
        case nil:
            isTaken = true
        }
        guard isTaken else { throw .takeFromQueue(refusal: nil) }
    }

    /// Goes on with the handshake as far as the received bytes allow; `true` when it is done.
    func handshake() throws(TLSError) -> Bool {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        if result == 1 { return true }
        guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { throw .takeFromQueue(refusal: refusal) }
        return false
    }

    /// Appends all that can be decrypted.
    func read(into plaintext: inout ByteBuffer) -> ReadEnd {
        while true {
            ERR_clear_error()
            var result: Int32 = 0
            plaintext.writeWithUnsafeMutableBytes(minimumWritableBytes: 512) { space in
                result = SSL_read(ssl, space.baseAddress, Int32(clamping: space.count))
                return max(0, Int(result))
            }
            if result > 0 { continue }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_WANT_READ: return .wantsMore
            case SSL_ERROR_ZERO_RETURN: return .closed
            default: return .failed(.takeFromQueue(refusal: refusal))
            }
        }
    }

    /// Encrypts all of the bytes into the wire.
    func write(_ plaintext: ByteBuffer) throws(TLSError) {
        var rest = plaintext
        while rest.readableBytes > 0 {
            ERR_clear_error()
            let result = rest.readWithUnsafeReadableBytes { bytes in
                let result = SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count))
                return (max(0, Int(result)), result)
            }
            // The wire takes everything and nobody renegotiates, so a write never has to wait.
            guard result > 0 else { throw .takeFromQueue(refusal: refusal) }
        }
    }

    /// Puts our farewell (`close_notify`) into the wire.
    func sayFarewell() {
        ERR_clear_error()
        SSL_shutdown(ssl)
        ERR_clear_error()
    }

    /// What was agreed, once the handshake is done.
    func completed() throws(TLSError) -> TLSHandshakeCompleted {
        guard let pointer = SSL_get0_peer_certificate(ssl) else {
            throw TLSError(.peerRefused, "the peer shows no certificate")
        }
        do {
            let version = String(cString: SSL_get_version(ssl))
            return TLSHandshakeCompleted(peer: try Certificate(pointer), version: version, warnings: warnings)
        } catch {
            throw TLSError(.peerRefused, "the peer's certificate cannot be read: \(error)")
        }
    }
}
