import AsyncHTTPClient
import Cryptography
import Domain
import Foundation
import NIOCore
import Ports

/// Posts notifications as JSON to a URL.
///
/// With a secret, the header `Holdfast-Signature: t=SECONDS,v1=HEX` carries the HMAC-SHA-256 of `SECONDS.BODY`, so that the
/// receiver knows who sent it and when.
package struct WebhookNotifier: Notifier {
    private let settings: WebhookSettings
    private let client: HTTPClient
    private let time: any TimeSource

    package init(settings: WebhookSettings, client: HTTPClient, time: any TimeSource) {
        self.settings = settings
        self.client = client
        self.time = time
    }

    /// How much of an answer is shown to people.
    private static let longestAnswer = 200

    package func deliver(_ notification: Domain.Notification) async throws(PortError) {
        let bytes = try Self.json(notification)
        let body = WebhookBody(bytes)
        var request = HTTPClientRequest(url: settings.url)
        request.method = .POST
        try setHeaders(of: &request, body: bytes)
        request.body = body.requestBody
        let end = time.now.instant.advanced(by: settings.timeout)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .now() + TimeAmount(settings.timeout))
        } catch {
            throw failure(error, mayHaveArrived: body.wasTaken)
        }
        let text = await beginning(of: response.body, until: end)
        if let refusal = refusal(response.status.code, text) { throw refusal }
    }

    private static func json(_ notification: Domain.Notification) throws(PortError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(notification)) } catch {
            throw PortError(.rejected, "the notification cannot be written as JSON: \(error)")
        }
    }

    private func setHeaders(of request: inout HTTPClientRequest, body: [UInt8]) throws(PortError) {
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "holdfast")
        // A connection of its own each time: one that was kept may be closed by now, and then nobody knows what arrived.
        request.headers.add(name: "connection", value: "close")
        guard let secret = settings.secret else { return }
        let seconds = time.now.wall.wholeSeconds
        do {
            let code = try HMAC.code(of: Array("\(seconds).".utf8) + body, key: secret, using: .sha256)
            request.headers.add(name: "holdfast-signature", value: "t=\(seconds),v1=\(Hex.encode(code))")
        } catch {
            throw PortError(.rejected, "the notification cannot be signed: \(error)")
        }
    }

    private func failure(_ error: any Error, mayHaveArrived: Bool) -> PortError {
        let reason = (error as? HTTPClientError)?.shortDescription ?? "\(error)"
        return mayHaveArrived
            ? PortError(.outcomeUnknown, "\(settings.origin) did not confirm the notification: \(reason)")
            : PortError(.unavailable, "\(settings.origin) was not reached with the notification: \(reason)")
    }

    private func refusal(_ status: UInt, _ text: String) -> PortError? {
        let said = "\(settings.origin) answers \(status) to the notification" + (text.isEmpty ? "" : ": \(text)")
        switch status {
        case 200..<300: return nil
        case 408, 429, 500...: return PortError(.unavailable, said)
        case 300..<400:
            return PortError(.rejected, "\(said); redirections are not followed, give the plan the last URL")
        case _: return PortError(.rejected, said)
        }
    }

    /// What has come of the body until the delivery's time is over: the status alone decides.
    private func beginning(of body: HTTPClientResponse.Body, until end: Instant) async -> String {
        await withTaskGroup(of: String.self) { group in
            group.addTask { await Self.beginning(of: body) }
            group.addTask { [time] in
                try? await time.sleep(until: end)
                return ""
            }
            defer { group.cancelAll() }
            return await group.next() ?? ""
        }
    }

    /// The first line of an answer's body: receivers say there what they do not like.
    private static func beginning(of body: HTTPClientResponse.Body) async -> String {
        var bytes: [UInt8] = []
        do {
            for try await chunk in body {
                bytes += chunk.readableBytesView.prefix(longestAnswer - bytes.count)
                if bytes.count >= longestAnswer { break }
            }
        } catch {
            // The status has come; the rest is only for reading.
        }
        let printable = bytes.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 >= 0x20 && $0 != 0x7F }
        return String(decoding: printable, as: UTF8.self)
    }
}
