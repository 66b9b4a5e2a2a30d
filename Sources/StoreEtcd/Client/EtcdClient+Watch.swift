import AsyncHTTPClient
import Foundation
import NIOCore
import Ports

extension EtcdClient {
    /// One piece of a watch is an answer within etcd's own bound for one (1.5 MiB by default and half as much again), in base64.
    private static let longestLine = 16 << 20

    /// Watches every key of `[key, rangeEnd)` from a revision on, at one member, until the stream ends.
    ///
    /// - Parameters:
    ///   - create: what is watched.
    ///   - take: gets each answer in order. What it throws ends the watch.
    /// - Throws: ``PortError`` `.unavailable` when the stream ends, and what `take` throws. The next watch asks another member.
    func watch(
        _ create: WatchRequest.Create,
        _ take: (WatchResponse) async throws(PortError) -> Void
    ) async throws(PortError) {
        let (index, endpoint) = preferred
        do throws(EtcdFailure) {
            let body = try Self.encode(WatchRequest(create: create))
            let (response, token) = try await authenticated(endpoint) { token throws(EtcdFailure) in
                (try await self.open(endpoint, body, token), token)
            }
            try await read(response.body, from: endpoint) { line throws(PortError) in
                // For a token that has ended, a watch is begun and cancelled: the next one begins with another.
                if line.canceled == true { self.forget(token) }
                try await take(line)
            }
            throw .notDone("\(endpoint) has ended the watch")
        } catch {
            prefer(not: index)
            switch error {
            case .refused(let refusal): throw refusal
            case .leaseEnded, .tooLong: throw PortError(.unavailable, "the watch on etcd has ended: \(endpoint)")
            case .tokenEnded(let words), .notDone(let words), .unanswered(let words):
                throw PortError(.unavailable, "the watch on etcd has ended: \(words)")
            }
        }
    }

    private func open(
        _ endpoint: String,
        _ body: [UInt8],
        _ token: String?
    ) async throws(EtcdFailure) -> HTTPClientResponse {
        let request = Self.request(endpoint, "watch", SentBody(body), token)
        let response: HTTPClientResponse
        do {
            response = try await streams.execute(request, deadline: .now() + Self.usualPatience)
            guard response.status != .ok else { return response }
            let text = try await response.body.collect(upTo: Self.longestRefusal)
            throw EtcdFailure(status: response.status.code, text.readableBytesView, from: endpoint)
        } catch let failure as EtcdFailure {
            throw failure
        } catch {
            throw .notDone("\(endpoint): \(Self.words(for: error))")
        }
    }

    /// Cuts the stream into lines, each of which is one answer.
    private func read(
        _ body: HTTPClientResponse.Body,
        from endpoint: String,
        _ take: (WatchResponse) async throws(PortError) -> Void
    ) async throws(EtcdFailure) {
        var rest: [UInt8] = []
        do {
            for try await chunk in body {
                rest += chunk.readableBytesView
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = Array(rest[..<end])
                    rest.removeSubrange(...end)
                    if line.isEmpty { continue }
                    let answer: StreamLine<WatchResponse> = try self.read(line, status: 200, from: endpoint)
                    if let result = answer.result { try await take(result) }
                }
                guard rest.count <= Self.longestLine else {
                    throw EtcdFailure.notDone("\(endpoint) sends a line beyond \(Self.longestLine) bytes")
                }
            }
        } catch let failure as EtcdFailure {
            throw failure
        } catch let refusal as PortError {
            throw .refused(refusal)
        } catch {
            throw .notDone("\(endpoint): \(Self.words(for: error))")
        }
    }
}
