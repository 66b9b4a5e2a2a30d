import Domain
import NIOCore
import Ports

/// Changes records at any primary that understands dynamic updates: BIND, Knot, PowerDNS and others (RFC 2136, RFC 8945).
package struct RFC2136Provider: DNSProvider {
    let settings: RFC2136Settings
    let key: TSIGKey
    let client: DNSClient
    let time: any TimeSource

    package init(settings: RFC2136Settings, key: TSIGKey, eventLoops: any EventLoopGroup, time: any TimeSource) {
        self.settings = settings
        self.key = key
        self.time = time
        client = DNSClient(eventLoops: eventLoops, time: time, timeout: settings.timeout)
    }

    package func replace(_ changes: [DNSChange]) async throws(PortError) {
        let update = try DNSUpdate(of: changes, in: settings.zone)
        let reply = try await client.update(update, at: settings.server, key: key)
        if let error = failure(of: reply, "the update of \(settings.zone)") { throw error }
    }

    /// How far the server's clock is ahead of this machine's, to the second. Beyond 300 s the server refuses every update.
    ///
    /// - Throws: ``PortError`` `.unavailable` without an answer, `.rejected` when the server does not know the key.
    package func clockSkew() async throws(PortError) -> Duration {
        let reply = try await client.ask(DNSQuestion(name: settings.zone, type: .soa), at: settings.server, key: key)
        guard reply.isSigned, let server = reply.signature?.serverTime else {
            throw failure(of: reply, "a signed question about \(settings.zone)")
                ?? PortError(.rejected, "DNS server \(settings.server) does not say what time it has")
        }
        return skew(server)
    }

    /// How far a server's time is ahead of this machine's.
    func skew(_ server: UInt64) -> Duration { .seconds(Int64(clamping: server) - Int64(time.now.wall.wholeSeconds)) }
}
