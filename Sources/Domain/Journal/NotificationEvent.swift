/// Whether people were told.
package enum NotificationEvent: Hashable, Codable, Sendable {
    case delivered(deduplicationKey: String, channel: ChannelID, title: String)
    case failed(deduplicationKey: String, channel: ChannelID, title: String, reason: String)
}

extension NotificationEvent {
    var summary: String {
        switch self {
        case .delivered(_, let channel, let title): "told \(channel): \(title)"
        case .failed(_, let channel, let title, let reason): "could not tell \(channel): \(title) (\(reason))"
        }
    }
}
