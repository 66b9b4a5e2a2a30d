import COpenSSL
import Cryptography

extension TLSSession {
    /// Judges each complaint of libssl about the peer's certificate, and keeps it in words for people.
    static let verification: SSL_verify_cb = { isFine, store in
        guard isFine != 1 else { return 1 }
        let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx())
        guard let store, let ssl, let data = SSL_get_ex_data(OpaquePointer(ssl), 0) else { return 0 }
        let session = Unmanaged<TLSSession>.fromOpaque(data).takeUnretainedValue()
        let verdict = session.judge(X509_STORE_CTX_get_error(store), X509_STORE_CTX_get_current_cert(store))
        X509_STORE_CTX_set_error(store, verdict)
        return verdict == X509_V_OK ? 1 : 0
    }

    /// What libssl is to go on with, and to tell the peer: its own complaint or none.
    private func judge(_ complaint: Int32, _ pointer: OpaquePointer?) -> Int32 {
        guard let pointer, let certificate = try? Certificate(pointer) else {
            refusal = "the peer's certificate is refused: \(Self.text(of: complaint))"
            return complaint
        }
        // A list that libssl found unfit, for example after an authority got a new key, still says what is revoked.
        let error = context.isRevoked(certificate) ? X509_V_ERR_CERT_REVOKED : complaint
        guard let warning = warning(about: certificate, error) else {
            refusal = reason(against: certificate, error)
            return error
        }
        if !warnings.contains(warning) { warnings.append(warning) }
        return X509_V_OK
    }

    /// A list that is late, early or missing must not cut off a whole cluster; it is obeyed as far as it goes.
    private func warning(about certificate: Certificate, _ error: Int32) -> TLSWarning? {
        let list = context.revocationLists.first { $0.issuer == certificate.issuer }
        let file = context.configuration.revocationListFile ?? ""
        switch error {
        case X509_V_ERR_CRL_HAS_EXPIRED:
            return (list?.nextUpdate).map {
                .revocationListOverdue(file: file, issuer: certificate.issuer, since: $0)
            }
        case X509_V_ERR_CRL_NOT_YET_VALID:
            return (list?.thisUpdate).map { .revocationListEarly(file: file, issuer: certificate.issuer, until: $0) }
        case X509_V_ERR_UNABLE_TO_GET_CRL:
            return .noRevocationList(file: file, issuer: certificate.issuer)
        default:
            return nil
        }
    }

    private func reason(against certificate: Certificate, _ error: Int32) -> String {
        let name = certificate.uris.first ?? certificate.subject
        let who = "certificate of \(name) (serial \(certificate.serial))"
        return switch error {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            "\(who) expired on \(certificate.notAfter)"
        case X509_V_ERR_CERT_NOT_YET_VALID:
            "\(who) is valid from \(certificate.validity.notBefore) only: check the clocks"
        case X509_V_ERR_CERT_REVOKED:
            "\(who) is revoked by \(context.configuration.revocationListFile ?? "a revocation list")"
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_SIGNATURE_FAILURE:
            "\(who) was issued by \(certificate.issuer), which \(context.trustText) does not know"
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
            "\(who) is for \(Self.list(certificate.names)), not for \(expectedName?.description ?? "us")"
        case X509_V_ERR_INVALID_PURPOSE:
            "\(who) is not made for this side of a connection"
        default:
            "\(who) is refused: \(Self.text(of: error))"
        }
    }

    private static func list(_ names: AlternativeNames) -> String {
        let all = names.dnsNames + names.addresses
        // A certificate of a large site may hold hundreds.
        let shown = all.prefix(5).joined(separator: ", ")
        return all.isEmpty ? "no host" : all.count > 5 ? "\(shown) and \(all.count - 5) more" : shown
    }

    private static func text(of error: Int32) -> String { String(cString: X509_verify_cert_error_string(Int(error))) }
}
