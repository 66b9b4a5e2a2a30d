import Domain
import NIOCore
import NIOPosix
import Ports
import TLS

/// Takes connections in and sets up what they pass through.
final class ServerAcceptor: Sendable {
    private let parts: ServerParts
    private let loops: [ConnectionLoop]

    init(parts: ServerParts, loops: [ConnectionLoop]) {
        self.parts = parts
        self.loops = loops
    }

    func bootstrap(_ group: any EventLoopGroup) -> ServerBootstrap {
        let highest = parts.configuration.mostUnsentBytes
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // Otherwise the kernel takes several megabytes for a peer that does not read, whatever our own bound is.
            .childChannelOption(.socketOption(.so_sndbuf), value: highest)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: highest / 2, high: highest))
            .childChannelInitializer { channel in self.accept(channel) }
    }

    private func accept(_ channel: any NIOCore.Channel) -> EventLoopFuture<Void> {
        let id = parts.hub.nextConnection()
        if let oldest = parts.waitingRoom.enter(id, channel) {
            parts.strangers.note(address: Self.everyone, reason: "too many sockets wait for their TLS handshake")
            oldest.close(promise: nil)
        }
        channel.closeFuture.whenComplete { _ in self.parts.waitingRoom.leave(id) }
        return channel.eventLoop.makeCompletedFuture { try self.prepare(channel, id) }
    }

    private static let everyone = "many"

    private func prepare(_ channel: any NIOCore.Channel, _ id: ConnectionID) throws {
        let tls = try TLSHandler(
            context: parts.tls.current,
            role: .server,
            handshakeTimeout: TimeAmount(parts.configuration.handshakeTimeout)
        )
        guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop }) else {
            throw ChannelError.inappropriateOperationForState
        }
        let frames = FrameHandler()
        let connection = ServerConnection(id: id, server: parts, loop: loop, frames: frames)
        try channel.pipeline.syncOperations.addHandlers([tls, frames, connection])
    }
}
