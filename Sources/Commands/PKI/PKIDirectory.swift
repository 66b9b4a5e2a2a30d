import Cryptography
import Domain
import Foundation

/// The directory in which a cluster's authority lives:
///
/// - `ca.crt`, what everyone trusts; `ca.key`, for its owner only; `ca.crl`, what is revoked
/// - `issued/KIND-NAME.crt` and `.key`
/// - `index.json`, what was issued and revoked
struct PKIDirectory: Hashable, Sendable {
    let path: String

    var certificateFile: String { "\(path)/ca.crt" }
    var keyFile: String { "\(path)/ca.key" }
    var listFile: String { "\(path)/ca.crl" }
    var indexFile: String { "\(path)/index.json" }
    var lockFile: String { "\(path)/.lock" }

    /// Makes the directory with a new authority and an empty revocation list.
    func create(cluster: String, days: Int, now: Timestamp) throws(CommandFailure) {
        guard !TextFile.exists(indexFile), !TextFile.exists(keyFile) else {
            throw CommandFailure(.refused, "\(path) holds an authority already: choose another directory")
        }
        try makeFolders()
        try withLock { () throws(CommandFailure) in
            try Self.naming { () throws(CryptographyError) in
                let validity = Validity(
                    notBefore: now + (.zero - CertificateLife.clockSkew),
                    notAfter: now + CertificateLife.day * days
                )
                let authority = try CertificateAuthority.create(name: "\(cluster) authority", validity: validity)
                try PEMFile.create(keyFile, authority.keyPEM)
                try PEMFile.create(certificateFile, authority.certificatePEM, access: .everyone)
            }
            var index = PKIIndex(cluster: cluster)
            try writeList(of: &index, signedBy: try authority(), days: CertificateLife.revocationList, now: now)
        }
    }

    /// Reads and changes the index while no other command does.
    func change<Result>(
        _ body: (inout PKIIndex, CertificateAuthority) throws(CommandFailure) -> Result
    ) throws(CommandFailure) -> Result {
        guard TextFile.exists(indexFile) else { throw missing }
        return try withLock { () throws(CommandFailure) in
            var index = try index()
            return try body(&index, try authority())
        }
    }

    func index() throws(CommandFailure) -> PKIIndex {
        guard TextFile.exists(indexFile) else { throw missing }
        let text = try TextFile.read(indexFile)
        do {
            let index = try JSONDecoder().decode(PKIIndex.self, from: Data(text.utf8))
            guard index.version == 1 else {
                throw CommandFailure(.failed, "\(indexFile) is of a newer version: use the CLI that wrote it")
            }
            return index
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.failed, "\(indexFile) is damaged (\(error)): restore it from a backup")
        }
    }

    func write(_ index: PKIIndex) throws(CommandFailure) {
        let text = try JSONText.text(of: index) + "\n"
        try Self.naming { () throws(CryptographyError) in try PEMFile.replace(indexFile, text, access: .everyone) }
    }

    /// Writes the next revocation list, the index first: a number is never used twice.
    func writeList(
        of index: inout PKIIndex,
        signedBy authority: CertificateAuthority,
        days: Int,
        now: Timestamp
    ) throws(CommandFailure) {
        index.revocationListNumber += 1
        try write(index)
        let (revoked, number) = (index.revocations, index.revocationListNumber)
        try Self.naming { () throws(CryptographyError) in
            let list = try authority.revocationList(
                revoked: revoked,
                number: number,
                thisUpdate: now,
                nextUpdate: now + CertificateLife.day * days
            )
            try PEMFile.replace(listFile, list, access: .everyone)
        }
    }

    func certificate() throws(CommandFailure) -> Certificate {
        try Self.naming { () throws(CryptographyError) in try Certificate(pem: try TextFile.readPEM(certificateFile)) }
    }

    /// When the next revocation list is due; `nil` without a list.
    func listEnd() throws(CommandFailure) -> Timestamp? {
        guard TextFile.exists(listFile) else { return nil }
        return try Self.naming { () throws(CryptographyError) in
            try RevocationList.all(pem: try PEMFile.read(listFile)).first?.nextUpdate
        }
    }

    private func authority() throws(CommandFailure) -> CertificateAuthority {
        try Self.naming { () throws(CryptographyError) in
            try CertificateAuthority(
                certificatePEM: try TextFile.readPEM(certificateFile),
                keyPEM: Secret(try PEMFile.read(keyFile))
            )
        }
    }

    private var missing: CommandFailure {
        CommandFailure(.failed, "\(path) holds no authority: make one with holdfast pki init, or name it with --dir")
    }

    /// Failures of the library as failures of the command.
    static func naming<Result>(_ body: () throws(CryptographyError) -> Result) throws(CommandFailure) -> Result {
        do {
            return try body()
        } catch {
            throw CommandFailure(.failed, error.message)
        }
    }
}
