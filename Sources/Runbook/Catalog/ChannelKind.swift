/// How people can be told.
package enum ChannelKind: String, Kind {
    case webhook
    case log

    package static let noun = "channel"

    package var entry: CatalogEntry {
        switch self {
        case .webhook: Self.webhookEntry
        case .log: Self.logEntry
        }
    }
}
