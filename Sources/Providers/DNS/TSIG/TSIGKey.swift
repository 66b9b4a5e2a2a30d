import Cryptography
import Domain

/// A key shared with a DNS server (RFC 8945).
package struct TSIGKey: Sendable {
    package let name: DNSName
    package let algorithm: TSIGAlgorithm
    package let secret: Secret

    package init(name: DNSName, algorithm: TSIGAlgorithm, secret: Secret) {
        self.name = name
        self.algorithm = algorithm
        self.secret = secret
    }

    /// How far the two clocks may be apart, in seconds (RFC 8945, 10: the recommended value).
    package static let fudge: UInt16 = 300
}

/// The algorithms that a key may have (RFC 8945, 6).
package enum TSIGAlgorithm: String, Hashable, Sendable, CaseIterable {
    case sha1 = "hmac-sha1"
    case sha256 = "hmac-sha256"
    case sha384 = "hmac-sha384"
    case sha512 = "hmac-sha512"

    /// The algorithm as it is named in a record.
    var name: DNSName { DNSName(labels: [Array(rawValue.utf8)]) ?? .root }

    var hash: HMAC.Algorithm {
        switch self {
        case .sha1: .sha1
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}
