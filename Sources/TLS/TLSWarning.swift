import Domain

/// Something that does not stop TLS yet but that people must mend.
package enum TLSWarning: Hashable, Sendable, CustomStringConvertible {
    /// A certificate that we use ends soon, or has ended.
    case certificateEnds(file: String, subject: String, at: Timestamp)
    /// A revocation list is past its next update. What it revokes stays refused, what came later is not known.
    case revocationListOverdue(file: String, issuer: String, since: Timestamp)
    /// A revocation list comes from the future: a clock is wrong. It is obeyed all the same.
    case revocationListEarly(file: String, issuer: String, until: Timestamp)
    /// There are revocation lists, but none for this trusted authority: nothing it issued can be revoked.
    case noRevocationList(file: String, issuer: String)

    package var description: String {
        switch self {
        case .certificateEnds(let file, let subject, let time):
            "the certificate of \(subject) in \(file) ends on \(time): issue a new one"
        case .revocationListOverdue(let file, let issuer, let time):
            "the revocation list of \(issuer) in \(file) was due for renewal on \(time): make a new one"
        case .revocationListEarly(let file, let issuer, let time):
            "the revocation list of \(issuer) in \(file) begins on \(time) only: check the clocks"
        case .noRevocationList(let file, let issuer):
            "\(file) has no revocation list of the trusted authority \(issuer): add one"
        }
    }
}
