/// Whom to tell, and how.
package struct Communications: Hashable, Codable, Sendable {
    package var channels: [Channel]

    package init(channels: [Channel] = []) { self.channels = channels }
}

/// One way to tell people something.
package struct Channel: Hashable, Codable, Sendable {
    package var id: ChannelID
    /// The kind of notifier: `webhook` or `log`.
    package var uses: String
    package var with: Parameters

    package init(id: ChannelID, uses: String, with parameters: Parameters = [:]) {
        self.id = id
        self.uses = uses
        with = parameters
    }
}
