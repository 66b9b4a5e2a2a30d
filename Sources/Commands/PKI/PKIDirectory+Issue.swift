import Cryptography
import Domain

/// What is to be issued.
struct CertificateOrder {
    var holder: CertificateHolder
    var dnsNames: [String] = []
    var addresses: [String] = []
    /// `nil`: a year, or as long as the authority itself is good.
    var days: Int?
    /// Whether files of the same name are replaced.
    var isRenewal: Bool
}

extension PKIDirectory {
    /// Issues a certificate with a new key.
    ///
    /// The index comes first: what has been written down can be revoked, whatever happens next.
    func issue(_ order: CertificateOrder, now: Timestamp) throws(CommandFailure) -> PKIIndex.Entry {
        try change { (index, authority) throws(CommandFailure) in
            let holder = order.holder
            let file = "issued/\(holder.title)"
            try checkFree(file, order, index)
            let request = CertificateRequest(
                name: holder.title,
                names: AlternativeNames(
                    uris: [holder.identity.uri(cluster: index.cluster)],
                    dnsNames: order.dnsNames,
                    addresses: order.addresses
                ),
                validity: Self.validity(order, authority, now)
            )
            let issued = try Self.naming { () throws(CryptographyError) in try authority.issue(request) }
            let entry = PKIIndex.Entry(
                serial: issued.certificate.serial.hex,
                kind: holder.kind,
                region: holder.region,
                name: holder.name,
                file: file,
                issuedAt: now,
                expiresAt: issued.certificate.notAfter
            )
            index.certificates.append(entry)
            try write(index)
            try Self.naming { () throws(CryptographyError) in
                try PEMFile.replace("\(path)/\(file).key", issued.keyPEM.text, access: .ownerOnly)
                try PEMFile.replace("\(path)/\(file).crt", issued.certificatePEM, access: .everyone)
            }
            return entry
        }
    }

    private func checkFree(_ file: String, _ order: CertificateOrder, _ index: PKIIndex) throws(CommandFailure) {
        let holder = order.holder
        let last = index.certificates.last { $0.file == file }
        guard let last else {
            guard !TextFile.exists("\(path)/\(file).crt") else {
                throw CommandFailure(.refused, "\(path)/\(file).crt is not of this index: move it away first")
            }
            return
        }
        // `agent-a-b-c` may be of the region a-b or a: the files of one are never put in the place of another's.
        guard (last.kind, last.region, last.name) == (holder.kind, holder.region, holder.name) else {
            throw CommandFailure(.refused, "\(file).crt is another holder's (\(last.name)): choose another name")
        }
        guard order.isRenewal || last.revokedAt != nil else {
            let advice = "--renew makes a new one, the old one stays good until it expires or is revoked"
            throw CommandFailure(.refused, "\(holder.title) has a certificate already: \(advice)")
        }
    }

    private static func validity(
        _ order: CertificateOrder,
        _ authority: CertificateAuthority,
        _ now: Timestamp
    ) -> Validity {
        let start = now + (.zero - CertificateLife.clockSkew)
        if let days = order.days { return Validity(notBefore: start, notAfter: now + CertificateLife.day * days) }
        let end = now + CertificateLife.day * CertificateLife.issued
        return Validity(notBefore: start, notAfter: min(end, authority.certificate.notAfter))
    }

    /// Revokes a certificate, by its serial or its file, and writes the next list.
    func revoke(_ subject: String, now: Timestamp) throws(CommandFailure) -> PKIIndex.Entry {
        let serial = try serial(of: subject)
        return try change { (index, authority) throws(CommandFailure) in
            guard let place = index.certificates.firstIndex(where: { $0.serial == serial.hex }) else {
                throw CommandFailure(.failed, "\(serial) was not issued here: see holdfast pki list")
            }
            // Again is no error: the list that says so may not have been written the first time.
            index.certificates[place].revokedAt = index.certificates[place].revokedAt ?? now
            try writeList(of: &index, signedBy: authority, days: CertificateLife.revocationList, now: now)
            return index.certificates[place]
        }
    }

    private func serial(of subject: String) throws(CommandFailure) -> CertificateSerial {
        if TextFile.exists(subject) {
            return try Self.naming { () throws(CryptographyError) in
                try Certificate(pem: try TextFile.readPEM(subject)).serial
            }
        }
        guard let serial = CertificateSerial(hex: subject) else {
            let advice = "name the .crt file in issued/, or a serial of holdfast pki list"
            throw CommandFailure(.usage, "\(subject) is neither a file nor a serial: \(advice)")
        }
        return serial
    }
}
