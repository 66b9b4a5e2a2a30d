import Cryptography
import Domain
import Foundation
import Ports
import TLS

/// Which certificate files a program of this cluster uses.
package struct CertificateFiles: Hashable, Sendable, Codable {
    package var certificate: ConfiguredPath
    package var key: ConfiguredPath
    /// The cluster's own authority.
    package var trust: ConfiguredPath
    package var revocationList: ConfiguredPath?

    private enum CodingKeys: String, CodingKey {
        case certificate, key, trust
        case revocationList = "revocation_list"
    }
}

extension CertificateFiles {
    /// Both sides show certificates of the cluster's own authority.
    package var mutualTLS: TLSConfiguration {
        .mutual(
            identity: TLSConfiguration.Identity(certificateFile: certificate.path, keyFile: key.path),
            trustFile: trust.path,
            revocationListFile: revocationList?.path
        )
    }
}

extension CertificateFiles {
    /// Refuses a certificate that was issued to somebody else: everybody would refuse it later, and say less about why.
    ///
    /// - Throws: ``PortError/Code/rejected`` naming both, or that the file is no certificate.
    package func require(_ identity: PeerIdentity, of cluster: String) throws(PortError) {
        let wanted = identity.uri(cluster: cluster)
        let found = try identities
        guard !found.contains(wanted) else { return }
        throw PortError(
            .rejected,
            "\(certificate) is the certificate of \(found.joined(separator: ", ")), but the configuration says \(wanted): "
                + "name the right certificate, or mend cluster, region and id"
        )
    }

    private var identities: [String] {
        get throws(PortError) {
            guard let data = FileManager.default.contents(atPath: certificate.path) else {
                throw PortError(.rejected, "\(certificate) cannot be read: check the path and the permissions")
            }
            do throws(CryptographyError) {
                return try Certificate(pem: String(decoding: data, as: UTF8.self)).uris
            } catch {
                throw PortError(.rejected, "\(certificate): \(error.message)")
            }
        }
    }
}
