import Domain
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Ports
import Synchronization
import SystemClock

/// The agent's local HTTP port: `/active`, `/lease`, `/healthz` and `/metrics` for load balancers, GSLB health checks and the
/// application itself (DESIGN 3.1 and 4.4).
///
/// Answering takes no more than a look at the last status shown, on the event loop, so the agent's own work is never disturbed.
package final class StatusServer: StatusBoard {
    private struct Shown {
        var status: AgentStatus?
        var at: Instant?
    }

    private let shown = Mutex(Shown())
    private let connections = Atomic(0)
    private let clock = SystemTime()
    private let group: any EventLoopGroup

    package init(group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) { self.group = group }

    package func show(_ status: AgentStatus) {
        let now = clock.instant
        shown.withLock { $0 = Shown(status: status, at: now) }
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameters:
    ///   - address: an IP address of this host; loopback unless others must ask.
    ///   - port: the TCP port, 0 for any that is free.
    ///   - started: is told the port.
    /// - Throws: ``PortError/Code/unavailable`` when the port cannot be had.
    package func run(
        address: String = "127.0.0.1",
        port: Int = 7422,
        started: @Sendable (Int) -> Void = { _ in }
    ) async throws(PortError) {
        let listener: any NIOCore.Channel
        do {
            listener = try await bootstrap().bind(host: address, port: port).get()
        } catch {
            throw PortError(
                .unavailable,
                "cannot listen on \(address):\(port) (status_listen): \(Self.text(of: error))"
            )
        }
        started(listener.localAddress?.port ?? port)
        await withTaskCancellationHandler {
            _ = try? await listener.closeFuture.get()
        } onCancel: {
            listener.close(promise: nil)
        }
    }

    /// What happened, and what to do about it.
    private static func text(of error: any Error) -> String {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: "another program listens there already: stop it, or choose another port"
        case EADDRNOTAVAIL: "this host has no such address: write one that it has"
        case EACCES: "this user may not: ports below 1024 need CAP_NET_BIND_SERVICE"
        case _: "\(error)"
        }
    }

    private func bootstrap() -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try setUp(channel) }
            }
    }

    private func setUp(_ channel: any NIOCore.Channel) throws {
        let count = connections.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { [self] _ in connections.subtract(1, ordering: .relaxed) }
        guard count <= Self.mostConnections else { throw ChannelError.operationUnsupported }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
        try pipeline.addHandler(StatusHandler { [self] in answer(to: $0) })
    }

    private func answer(to target: String) -> StatusPage.Answer {
        let shown = shown.withLock { $0 }
        return StatusPage(status: shown.status, shownAt: shown.at).answer(to: target, at: clock.instant)
    }

    /// Health checks come from a handful of places; whoever wants more connections is not one of them.
    private static let mostConnections = 256
}
