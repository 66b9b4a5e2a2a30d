import Domain

/// Why a DNS record must not be changed now (DESIGN 3.4).
package enum DNSRefusal: Hashable, Sendable {
    /// There is no token beside the record: it was never adopted, or somebody removed it.
    case tokenMissing(DNSRecordKey)
    /// The token is not one of ours, or another application's.
    case tokenForeign(DNSRecordKey, text: String)
    /// The token is of a higher epoch than ours, or of ours with another region: we are the stale side.
    case tokenNotOlder(DNSRecordKey, found: DNSToken, ours: DNSToken)
    /// `adopt` is for records without a token.
    case tokenPresent(DNSRecordKey, text: String)
    /// The plan gives no values: a record set is never emptied.
    case noValues(DNSRecordKey)
    case invalidValue(DNSRecordKey, value: String)
    /// The primary's state is not known: that is not the same as absent.
    case notRead(DNSRecordKey)
    /// What stands is not what the person who gave the override saw.
    case overrideOutdated(given: DNSFingerprint, found: DNSFingerprint)

    /// Whether a person may decide otherwise.
    package var isOverridable: Bool {
        switch self {
        case .tokenMissing, .tokenForeign, .tokenNotOlder, .tokenPresent: true
        case .noValues, .invalidValue, .notRead, .overrideOutdated: false
        }
    }
}

extension DNSRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tokenMissing(let key):
            "\(key) has no token \(DNSToken.recordName(for: key.name)): adopt it first"
        case .tokenForeign(let key, let text):
            "\(key) carries a token that is not this application's: \(text)"
        case .tokenNotOlder(let key, let found, let ours):
            "\(key) carries a token that is not older than ours: \(found), ours is \(ours)"
        case .tokenPresent(let key, let text):
            "\(key) already carries a token: \(text)"
        case .noValues(let key):
            "\(key) would be left without values: give the plan values for the region"
        case .invalidValue(let key, let value):
            "\(key) cannot have the value \(value): correct the plan"
        case .notRead(let key):
            "\(key) was not read from the primary"
        case .overrideOutdated(let given, let found):
            "the override is for \(given), but \(found) is what stands now: look again"
        }
    }
}
