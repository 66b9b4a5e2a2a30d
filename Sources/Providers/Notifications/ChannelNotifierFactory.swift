import AsyncHTTPClient
import Domain
import Logging
import NIOCore
import NIOPosix
import Ports

/// Makes the notifiers of channels that say `uses: webhook` or `uses: log`.
package struct ChannelNotifierFactory: NotifierFactory {
    private let time: any TimeSource
    private let logger: Logger
    private let client: HTTPClient

    /// - Parameters:
    ///   - time: its wall clock goes into signatures.
    ///   - logger: where `log` channels write.
    ///   - eventLoops: carry the connections.
    package init(
        time: any TimeSource,
        logger: Logger,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.time = time
        self.logger = logger
        client = HTTPClient(eventLoopGroupProvider: .shared(eventLoops), configuration: Self.configuration)
    }

    /// One try, at the very URL: repetition is the caller's, who knows what it would mean.
    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // A delivery's own time-out may end it earlier, but the attempt itself holds up the shutdown for so long.
        configuration.timeout.connect = .seconds(5)
        return configuration
    }

    package func notifier(for channel: Domain.Channel) throws(PortError) -> any Notifier {
        switch channel.uses {
        case "log":
            guard channel.with.isEmpty else {
                throw PortError(.rejected, "channel \(channel.id): log has no parameters")
            }
            return LogNotifier(logger: logger)
        case "webhook":
            let settings = try WebhookSettings(channel.with, of: "channel \(channel.id)")
            return WebhookNotifier(settings: settings, client: client, time: time)
        case _:
            throw PortError(
                .rejected,
                "channel \(channel.id): no notifier is called \(channel.uses), only webhook and log"
            )
        }
    }

    /// Ends the connections. Must be called once, after the last delivery.
    ///
    /// - Throws: what the client says; nothing is left to do then.
    package func shutDown() async throws { try await client.shutdown() }
}
