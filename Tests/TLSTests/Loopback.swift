import NIOCore
import NIOPosix
import TLS

/// Connections over real sockets on the loopback interface.
final class Loopback {
    /// One connection as both sides see it.
    struct Connection {
        let client: any Channel
        let server: any Channel
        let clientSide: Recorder
        let serverSide: Recorder
        /// Stays open as long as the connection: one that closes early takes with it what it has just accepted.
        let listening: any Channel

        /// Both outcomes, once both sides have ended.
        func ended() async throws -> (client: Recorder.Outcome, server: Recorder.Outcome) {
            let outcomes = (try await clientSide.end.futureResult.get(), try await serverSide.end.futureResult.get())
            try await listening.close()
            return outcomes
        }
    }

    let group = MultiThreadedEventLoopGroup.singleton

    /// Listens on a port of the system's choice; `accepted` completes with the first connection.
    func listen(
        _ context: @escaping @Sendable () -> TLSContext,
        echoes: Bool = false,
        autoRead: Bool = true
    ) async throws -> (port: Int, channel: any Channel, accepted: AsyncStream<(any Channel, Recorder)>) {
        let (accepted, continuation) = AsyncStream.makeStream(of: (any Channel, Recorder).self)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: autoRead)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let recorder = Recorder(on: channel.eventLoop, echoes: echoes)
                    try channel.pipeline.syncOperations.addHandlers([
                        Scissors(), TLSHandler(context: context(), role: .server), recorder,
                    ])
                    continuation.yield((channel, recorder))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return (channel.localAddress?.port ?? 0, channel, accepted)
    }

    func connect(
        _ context: TLSContext,
        port: Int,
        expecting name: ServerName? = nil
    ) async throws -> (any Channel, Recorder) {
        let (channel, recorder) = try await ClientBootstrap(group: group)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let recorder = Recorder(on: channel.eventLoop)
                    let handler = try TLSHandler(context: context, role: .client(expecting: name))
                    try channel.pipeline.syncOperations.addHandlers([Scissors(), handler, recorder])
                    return (channel, recorder)
                }
            }
        return (channel, recorder)
    }

    /// A connection without TLS.
    func connectPlain(port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port).get()
    }

    /// One connection between a new server and a new client.
    func connection(
        client: TLSContext,
        server: TLSContext,
        expecting name: ServerName? = nil,
        echoes: Bool = false,
        autoRead: Bool = true
    ) async throws -> Connection {
        let listening = try await listen({ server }, echoes: echoes, autoRead: autoRead)
        let (channel, clientSide) = try await connect(client, port: listening.port, expecting: name)
        var accepted = listening.accepted.makeAsyncIterator()
        guard let (serverChannel, serverSide) = await accepted.next() else { throw ChannelError.eof }
        return Connection(
            client: channel,
            server: serverChannel,
            clientSide: clientSide,
            serverSide: serverSide,
            listening: listening.channel
        )
    }
}

/// Sits between the network and TLS and cuts the connection when told, so that no farewell goes out.
final class Scissors: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    /// The order to cut, sent down the pipeline.
    struct Cut: Sendable {}

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Cut else { return context.triggerUserOutboundEvent(event, promise: promise) }
        context.close(promise: promise)
    }
}
