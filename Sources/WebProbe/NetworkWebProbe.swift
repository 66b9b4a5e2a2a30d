import Domain
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Ports
import TLS

/// Asks web servers over the network: HTTP/1.1, with or without TLS, one connection a question, redirects not followed.
///
/// Figures: `dns_ms`, `connect_ms`, `tls_ms`, `first_byte_ms`, `total_ms`, `status`, `body_bytes`, `certificate_days_left`;
/// each only if it came so far. What says nothing about the server (a malformed URL, a trust file that is not good, a resolver
/// that does not answer) is `notRun`.
package final class NetworkWebProbe: Ports.WebProbe {
    private let dialer: Dialer
    private let trust = TrustCache()
    private let userAgent: String

    package init(dialer: Dialer = Dialer(), userAgent: String = "holdfast") {
        self.dialer = dialer
        self.userAgent = userAgent
    }

    package func probe(_ request: WebRequest, pinnedAddress: String?) async -> Observation {
        var record = ProbeRecord()
        guard let url = WebURL(request.url), let name = ServerName(url.host) else {
            return record.observation(.notRun, "\(request.url) is not a URL of http or https without a user")
        }
        do {
            let handler = url.isEncrypted ? try await tls(name, request.trustFile, within: request.timeout) : nil
            let rest = request.timeout - record.elapsed
            let connection = try await dialer.connect(
                to: url.host,
                port: url.port,
                pinnedAddress: pinnedAddress,
                within: rest
            ).get()
            record.note(connection)
            let answer = try await converse(
                on: connection.channel,
                handler,
                url,
                within: request.timeout - record.elapsed
            )
            record.note(answer)
            return record.judge(answer, by: request)
        } catch let failure as Dialer.Failure {
            return record.observation(failure.isOurs ? .notRun : .failed, failure.message)
        } catch let error as TLSError where error.code == .configuration {
            return record.observation(.notRun, error.message)
        } catch {
            return record.observation(.failed, error.reason)
        }
    }

    /// Files block, so they are read on a thread of their own.
    private func tls(
        _ name: ServerName,
        _ trustFile: String?,
        within limit: Duration
    ) async throws -> @Sendable () throws -> TLSHandler {
        let loaded: Result<TLSContext, TLSError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread { [trust] in
                do throws(TLSError) {
                    continuation.resume(returning: .success(try trust.context(trustFile: trustFile)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        let context = try loaded.get()
        let timeout = TimeAmount.nanoseconds(limit.nanoseconds)
        return { try TLSHandler(context: context, role: .client(expecting: name), handshakeTimeout: timeout) }
    }

    /// Asks over a connection that is open.
    private func converse(
        on channel: any NIOCore.Channel,
        _ tls: (@Sendable () throws -> TLSHandler)?,
        _ url: WebURL,
        within limit: Duration
    ) async throws -> ProbeAnswer {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.target)
        head.headers = [
            "host": url.authority, "user-agent": userAgent, "accept": "*/*", "accept-encoding": "identity",
            "connection": "close",
        ]
        let request = head
        return try await channel.eventLoop.flatSubmit { () -> EventLoopFuture<ProbeAnswer> in
            let promise = channel.eventLoop.makePromise(of: ProbeAnswer.self)
            do {
                let pipeline = channel.pipeline.syncOperations
                if let tls { try pipeline.addHandler(tls()) }
                try pipeline.addHTTPClientHandlers()
                let handler = ProbeHandler(
                    request: request,
                    isEncrypted: tls != nil,
                    limit: limit,
                    promise: promise
                )
                try pipeline.addHandler(handler)
            } catch {
                promise.fail(error)
                channel.close(promise: nil)
            }
            return promise.futureResult
        }.get()
    }
}
