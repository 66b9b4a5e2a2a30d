import COpenSSL
import Cryptography
import Domain

/// The loaded and checked files of a ``TLSConfiguration``, for any number of connections.
///
/// It never changes once it is made, and libssl counts its owners atomically: so it may pass between threads, and
/// connections that were made with it go on with it when another takes its place.
package final class TLSContext: @unchecked Sendable {
    package let configuration: TLSConfiguration
    /// Our own certificate; `nil` for a client that shows none.
    package let certificate: Certificate?
    /// Those of the trust file; empty when the system's are trusted.
    package let authorities: [Certificate]
    package let revocationLists: [RevocationList]
    private let revokedByIssuer: [String: Set<CertificateSerial>]
    let pointer: OpaquePointer

    /// Loads and checks all files.
    ///
    /// - Throws: ``TLSError`` with the code `configuration` that names the file.
    package init(_ configuration: TLSConfiguration) throws(TLSError) {
        LibCrypto.start()
        let files = try TLSFiles(configuration)
        guard let pointer = SSL_CTX_new(TLS_method()) else { throw .takeFromQueue(refusal: nil) }
        self.configuration = configuration
        self.pointer = pointer
        certificate = files.chain.first
        authorities = files.authorities
        revocationLists = files.revocationLists
        let revoked = files.revocationLists.map { ($0.issuer, $0.revokedSerials) }
        revokedByIssuer = Dictionary(revoked, uniquingKeysWith: { $0.union($1) })
        try setRules()
        try files.load(into: pointer)
    }

    deinit { SSL_CTX_free(pointer) }

    private func setRules() throws(TLSError) {
        let version =
            switch configuration.minimumVersion {
            case .tls12: TLS1_2_VERSION
            case .tls13: TLS1_3_VERSION
            }
        guard holdfast_SSL_CTX_set_min_proto_version(pointer, version) == 1 else { throw .takeFromQueue(refusal: nil) }
        // A resumed session would skip the verification, revocation included: there are none.
        SSL_CTX_set_options(pointer, holdfast_SSL_OP_NO_TICKET | holdfast_SSL_OP_NO_RENEGOTIATION)
        SSL_CTX_set_options(pointer, holdfast_SSL_OP_NO_COMPRESSION)
        SSL_CTX_set_num_tickets(pointer, 0)
        holdfast_SSL_CTX_set_session_cache_mode(pointer, Int(SSL_SESS_CACHE_OFF))
        // An idle connection gives its two buffers of 16 KiB back.
        holdfast_SSL_CTX_set_mode(pointer, Int(SSL_MODE_RELEASE_BUFFERS))
        let mode = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
        SSL_CTX_set_verify(pointer, mode, TLSSession.verification)
    }

    /// The serials of all certificates that the lists revoke.
    package var revokedSerials: Set<CertificateSerial> {
        revokedByIssuer.values.reduce(into: []) { $0.formUnion($1) }
    }

    /// Whether a list of its own issuer revokes the certificate: then its connections must end.
    package func isRevoked(_ certificate: Certificate) -> Bool {
        revokedByIssuer[certificate.issuer]?.contains(certificate.serial) ?? false
    }

    /// What people must mend: certificates that end before `now + ahead`, and lists that are late, early or missing.
    package func warnings(at now: Timestamp, ahead: Duration) -> [TLSWarning] {
        certificateWarnings(before: now + ahead) + revocationListWarnings(at: now)
    }

    private func certificateWarnings(before end: Timestamp) -> [TLSWarning] {
        let own = certificate.map { [(configuration.identity?.certificateFile ?? "", $0)] } ?? []
        let all = own + authorities.map { (trustText, $0) }
        return all.filter { $0.1.notAfter < end }
            .map { .certificateEnds(file: $0.0, subject: $0.1.uris.first ?? $0.1.subject, at: $0.1.notAfter) }
    }

    private func revocationListWarnings(at now: Timestamp) -> [TLSWarning] {
        guard let file = configuration.revocationListFile else { return [] }
        var warnings: [TLSWarning] = []
        for list in revocationLists {
            if let due = list.nextUpdate, due < now {
                warnings.append(.revocationListOverdue(file: file, issuer: list.issuer, since: due))
            }
            if now < list.thisUpdate {
                warnings.append(.revocationListEarly(file: file, issuer: list.issuer, until: list.thisUpdate))
            }
        }
        let silent = authorities.map(\.subject).filter { name in !revocationLists.contains { $0.issuer == name } }
        return warnings + silent.map { .noRevocationList(file: file, issuer: $0) }
    }

    var trustText: String {
        switch configuration.trust {
        case .file(let file): file
        case .system: "the system's trust store"
        }
    }

    /// A server must be able to say who it is, and a client that trusts the whole web must know whom it means.
    func checkFits(_ role: TLSRole) throws(TLSError) {
        switch (role, configuration.trust) {
        case (.server, _) where configuration.identity == nil:
            throw TLSError(.configuration, "a TLS server needs a certificate and a key")
        case (.server, .system):
            throw TLSError(.configuration, "a TLS server needs a trust file: not everyone on the web may be its client")
        case (.client(expecting: nil), _) where configuration.identity == nil:
            throw TLSError(.configuration, "a TLS client of web servers needs the server's name")
        case (.client(expecting: nil), .system):
            throw TLSError(.configuration, "a TLS client that trusts the system's authorities needs the server's name")
        case (.server, .file), (.client, _):
            return
        }
    }
}
