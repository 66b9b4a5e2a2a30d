/// How DNS records can be changed.
package enum DNSProviderKind: String, Kind {
    case rfc2136

    package static let noun = "DNS provider"

    package var entry: CatalogEntry {
        switch self {
        case .rfc2136: Self.rfc2136Entry
        }
    }
}
