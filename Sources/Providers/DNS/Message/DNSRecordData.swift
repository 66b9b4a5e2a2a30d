import Domain

/// The data of a resource record.
package enum DNSRecordData: Hashable, Sendable {
    case address(InternetAddress)
    case nameServer(DNSName)
    case alias(DNSName)
    case startOfAuthority(DNSStartOfAuthority)
    /// Strings of at most 255 octets each.
    case text([[UInt8]])
    case signature(TSIGRecord)
    /// What this codec does not take apart, and the empty data of an update's conditions and deletions.
    case opaque([UInt8])

    package static let empty = DNSRecordData.opaque([])
}
