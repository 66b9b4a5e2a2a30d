/// Which files and rules the TLS of one side goes by (RFC 8446).
package struct TLSConfiguration: Hashable, Sendable {
    /// Who this side is: a certificate, with the authorities between it and the trusted one, and its key; both PEM.
    package struct Identity: Hashable, Sendable {
        package let certificateFile: String
        package let keyFile: String

        package init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// Which authorities the peer's certificate may come from.
    package enum Trust: Hashable, Sendable {
        /// Those of a PEM file and no others.
        case file(String)
        /// Those of the operating system, as everyone on the web trusts them.
        case system
    }

    /// The oldest version of TLS that is spoken.
    package enum Version: Hashable, Sendable {
        case tls12, tls13
    }

    /// `nil` for a client that need not say who it is.
    package let identity: Identity?
    package let trust: Trust
    /// A PEM file of revocation lists, each signed by a trusted authority; `nil` when nothing is revoked by list.
    package let revocationListFile: String?
    package let minimumVersion: Version

    /// Both sides show certificates of the cluster's own authority; TLS 1.3 only.
    package static func mutual(
        identity: Identity,
        trustFile: String,
        revocationListFile: String? = nil
    ) -> TLSConfiguration {
        TLSConfiguration(
            identity: identity,
            trust: .file(trustFile),
            revocationListFile: revocationListFile,
            minimumVersion: .tls13
        )
    }

    /// A client of web servers, which checks the server's name and shows no certificate; TLS 1.2 or newer.
    package static func web(trust: Trust = .system) -> TLSConfiguration {
        TLSConfiguration(identity: nil, trust: trust, revocationListFile: nil, minimumVersion: .tls12)
    }
}
