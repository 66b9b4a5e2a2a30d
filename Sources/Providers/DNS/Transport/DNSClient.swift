import Domain
import NIOCore
import Ports

/// Asks and updates DNS servers, each time with a fresh id and a fresh port.
package struct DNSClient: Sendable {
    private let eventLoops: any EventLoopGroup
    private let time: any TimeSource
    /// How long one question or one update may take, all tries together.
    private let timeout: Duration

    /// Datagrams get lost; the third of three lost in a row says more about the network.
    private static let datagramTries = 3

    package init(eventLoops: any EventLoopGroup, time: any TimeSource, timeout: Duration) {
        self.eventLoops = eventLoops
        self.time = time
        self.timeout = timeout
    }

    /// Asks over UDP, and again over TCP if the answer does not fit.
    ///
    /// - Parameters:
    ///   - question: what to ask.
    ///   - server: whom to ask.
    ///   - key: signs the question; only signed answers are believed then.
    /// - Returns: the server's answer, whatever it says.
    /// - Throws: ``PortError`` `.unavailable` when there is none.
    package func ask(
        _ question: DNSQuestion,
        at server: DNSServerAddress,
        key: TSIGKey?
    ) async throws(PortError) -> DNSReply {
        let start = NIODeadline.now()
        var last = "it was cancelled"
        for attempt in 1...Self.datagramTries where !Task.isCancelled {
            let deadline = start + TimeAmount(timeout * attempt / Self.datagramTries)
            do throws(DNSExchangeFailure) {
                let reply = try await exchange(try query(question, key), at: server, over: .datagram, until: deadline)
                guard reply.message.isTruncated else { return reply }
                let end = start + TimeAmount(timeout)
                return try await exchange(try query(question, key), at: server, over: .stream, until: end)
            } catch {
                last = error.reason
            }
        }
        throw PortError(.unavailable, "DNS server \(server) gives no answer: \(last)")
    }

    /// Sends an update over TCP, once.
    ///
    /// - Returns: the server's answer, whatever it says.
    /// - Throws: ``PortError`` `.unavailable` when it was certainly not sent, `.outcomeUnknown` when no answer that can be
    ///   trusted came after it was.
    package func update(_ update: DNSUpdate, at server: DNSServerAddress, key: TSIGKey) async throws(PortError)
        -> DNSReply
    {
        var message = Self.message(.update, DNSQuestion(name: update.zone, type: .soa))
        message.prerequisites = update.prerequisites
        message.updates = update.updates
        do throws(DNSExchangeFailure) {
            let end = NIODeadline.now() + TimeAmount(timeout)
            return try await exchange(try request(message, key), at: server, over: .stream, until: end)
        } catch {
            switch error {
            case .notSent(let reason):
                throw PortError(.unavailable, "DNS server \(server) was not reached, nothing was sent: \(reason)")
            case .noAnswer(let reason):
                throw PortError(
                    .outcomeUnknown,
                    "DNS server \(server) did not confirm the update of \(update.zone), it may have been done: \(reason)"
                )
            }
        }
    }

    private func exchange(
        _ request: DNSRequest,
        at server: DNSServerAddress,
        over transport: DNSSocket.Transport,
        until deadline: NIODeadline
    ) async throws(DNSExchangeFailure) -> DNSReply {
        let socket = DNSSocket(loop: eventLoops.next(), time: time, transport: transport, deadline: deadline)
        return try await socket.exchange(request, at: server)
    }

    private func query(_ question: DNSQuestion, _ key: TSIGKey?) throws(DNSExchangeFailure) -> DNSRequest {
        try request(Self.message(.query, question), key)
    }

    private func request(_ message: DNSMessage, _ key: TSIGKey?) throws(DNSExchangeFailure) -> DNSRequest {
        do {
            return try DNSRequest(message, key: key, at: time.now.wall.wholeSeconds)
        } catch {
            throw .notSent("the message cannot be made: \(error)")
        }
    }

    private static func message(_ opcode: DNSOpcode, _ question: DNSQuestion) -> DNSMessage {
        DNSMessage(id: UInt16.random(in: .min ... .max), opcode: opcode, questions: [question])
    }
}

extension Timestamp {
    /// Seconds since 1970, as signatures carry them.
    var wholeSeconds: UInt64 { UInt64(max(0, milliseconds) / 1000) }
}
