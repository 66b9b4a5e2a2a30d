import COpenSSL

extension TLSError {
    /// What the thread's error queue says about a connection that just failed; empties the queue.
    ///
    /// `refusal` is why we refused the peer's certificate, if we did; libssl itself only knows that we did.
    static func takeFromQueue(refusal: String?) -> TLSError {
        let code = ERR_get_error()
        ERR_clear_error()
        let reason = ERR_GET_REASON(code)
        guard code != 0, ERR_GET_LIB(code) == ERR_LIB_SSL else {
            return TLSError(.protocolViolation, "TLS failed: \(text(of: code))")
        }
        if let refusal, reason == SSL_R_CERTIFICATE_VERIFY_FAILED { return TLSError(.peerRefused, refusal) }
        let alert = reason - SSL_AD_REASON_OFFSET
        if (0...255).contains(alert) { return refusedByPeer(alert: alert, text: text(of: code)) }
        return violation(reason, text: text(of: code))
    }

    private static func text(of code: UInt) -> String {
        ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code) of the system's libssl"
    }

    private static func violation(_ reason: Int32, text: String) -> TLSError {
        switch reason {
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
            TLSError(.peerRefused, "the peer shows no certificate: it needs one of this cluster's authority")
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW, SSL_R_UNKNOWN_PROTOCOL:
            TLSError(.protocolViolation, "the peer speaks no version of TLS that is allowed here")
        case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST, SSL_R_PACKET_LENGTH_TOO_LONG,
            SSL_R_BAD_RECORD_TYPE, SSL_R_UNEXPECTED_MESSAGE:
            TLSError(.protocolViolation, "the peer does not speak TLS, or breaks its rules: \(text)")
        default:
            TLSError(.protocolViolation, "TLS failed: \(text)")
        }
    }

    /// Alerts are those of RFC 8446, section 6.2.
    private static func refusedByPeer(alert: Int32, text: String) -> TLSError {
        let hint: String? =
            switch alert {
            case SSL_AD_CERTIFICATE_EXPIRED: "our certificate has expired, or the peer's clock is ahead"
            case SSL_AD_CERTIFICATE_REVOKED: "our certificate is revoked"
            case SSL_AD_UNKNOWN_CA: "it does not trust the authority of our certificate"
            case SSL_AD_BAD_CERTIFICATE, SSL_AD_UNSUPPORTED_CERTIFICATE, SSL_AD_CERTIFICATE_UNKNOWN:
                "it does not accept our certificate"
            case SSL_AD_PROTOCOL_VERSION: "it does not speak our version of TLS"
            case SSL_AD_HANDSHAKE_FAILURE: "we have no certificate or no cipher that it wants"
            case TLS13_AD_CERTIFICATE_REQUIRED: "it wants a certificate and we showed none"
            default: nil
            }
        return TLSError(.refusedByPeer, "the peer refused us" + (hint.map { ": \($0)" } ?? "") + " (\(text))")
    }
}
