import Foundation
import NIOCore
import NIOPosix

@testable import Providers

/// A name server that misbehaves as a test wants, over UDP and TCP on one port.
final class ScriptedServer: Sendable {
    enum Behaviour {
        case silence
        case close
        case send([[UInt8]])
    }

    let port: Int
    private let channels: [any Channel]
    private let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(_ respond: @escaping @Sendable (_ request: [UInt8]) -> Behaviour) async throws {
        port = try LoopbackPort.free()
        let stream = try await ServerBootstrap(group: loops).serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(DNSStreamFraming(), StreamHandler(respond))
                }
            }.bind(host: "127.0.0.1", port: port).get()
        let datagram = try await DatagramBootstrap(group: loops).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(DatagramHandler(respond))
            }
        }.bind(host: "127.0.0.1", port: port).get()
        channels = [stream, datagram]
    }

    func stop() async throws {
        for channel in channels { try await channel.close() }
        try await loops.shutdownGracefully()
    }

    private final class StreamHandler: ChannelInboundHandler {
        typealias InboundIn = [UInt8]
        typealias OutboundOut = [UInt8]
        private let respond: @Sendable ([UInt8]) -> Behaviour
        init(_ respond: @escaping @Sendable ([UInt8]) -> Behaviour) { self.respond = respond }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch respond(unwrapInboundIn(data)) {
            case .silence: break
            case .close: context.close(promise: nil)
            case .send(let messages):
                for message in messages { context.writeAndFlush(wrapOutboundOut(message), promise: nil) }
            }
        }
    }

    private final class DatagramHandler: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        typealias OutboundOut = AddressedEnvelope<ByteBuffer>
        private let respond: @Sendable ([UInt8]) -> Behaviour
        init(_ respond: @escaping @Sendable ([UInt8]) -> Behaviour) { self.respond = respond }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let envelope = unwrapInboundIn(data)
            guard case .send(let messages) = respond(Array(envelope.data.readableBytesView)) else { return }
            for message in messages {
                let answer = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: message))
                context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
            }
        }
    }
}
