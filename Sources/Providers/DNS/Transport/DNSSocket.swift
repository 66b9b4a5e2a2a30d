import Domain
import NIOCore
import NIOPosix
import Ports

/// Carries one request over one socket of its own, and its answer back.
struct DNSSocket {
    enum Transport {
        case datagram
        case stream
    }

    let loop: any EventLoop
    let time: any TimeSource
    let transport: Transport
    /// Until when everything must have happened, name look-up and connection included.
    let deadline: NIODeadline

    func exchange(_ request: DNSRequest, at server: DNSServerAddress) async throws(DNSExchangeFailure) -> DNSReply {
        let answered = loop.makePromise(of: DNSReply.self)
        let timer = loop.scheduleTask(deadline: deadline) {
            answered.fail(DNSExchangeFailure.noAnswer("no answer in time"))
        }
        defer { timer.cancel() }
        let channel: any NIOCore.Channel
        do {
            channel = try await connect(to: resolve(server), request, answered).get()
        } catch {
            answered.fail(error)
            throw .notSent(DNSExchangeFailure.reason(error))
        }
        defer { channel.close(promise: nil) }
        do {
            return try await withTaskCancellationHandler {
                channel.writeAndFlush(request.bytes).cascadeFailure(to: answered)
                return try await answered.futureResult.get()
            } onCancel: {
                answered.fail(CancellationError())
            }
        } catch {
            throw .noAnswer(DNSExchangeFailure.reason(error))
        }
    }

    /// The system's look-up has no time-out of its own; after ours it is left behind on its thread.
    private func resolve(_ server: DNSServerAddress) async throws -> SocketAddress {
        let resolved = loop.makePromise(of: SocketAddress.self)
        let timer = loop.scheduleTask(deadline: deadline) {
            resolved.fail(DNSExchangeFailure.notSent("the name could not be resolved in time"))
        }
        defer { timer.cancel() }
        server.resolved(on: loop).cascade(to: resolved)
        return try await resolved.futureResult.get()
    }

    private func connect(
        to server: SocketAddress,
        _ request: DNSRequest,
        _ answered: EventLoopPromise<DNSReply>
    ) -> EventLoopFuture<any NIOCore.Channel> {
        switch transport {
        case .datagram:
            DatagramBootstrap(group: loop).channelInitializer { [time] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        DNSDatagramFraming(server: server),
                        DNSExchange(request: request, time: time, answered: answered, passesOver: true)
                    )
                }
            }.connect(to: server)
        case .stream:
            ClientBootstrap(group: loop).connectTimeout(deadline - .now()).channelInitializer { [time] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        DNSStreamFraming(),
                        DNSExchange(request: request, time: time, answered: answered, passesOver: false)
                    )
                }
            }.connect(to: server)
        }
    }
}
