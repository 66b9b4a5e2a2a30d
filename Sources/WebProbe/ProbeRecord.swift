import Domain
import NIOCore
import NIOHTTP1
import Ports
import SystemClock
import TLS

/// What one probe has found so far, and the observation that comes of it.
struct ProbeRecord {
    private let start = ContinuousClock.now
    private var figures: [String: Double] = [:]

    var elapsed: Duration { ContinuousClock.now - start }

    mutating func note(_ connection: Dialer.Connection) {
        figures["dns_ms"] = connection.lookUp?.inMilliseconds
        figures["connect_ms"] = connection.connect.inMilliseconds
    }

    mutating func note(_ answer: ProbeAnswer) {
        figures["tls_ms"] = answer.handshake?.inMilliseconds
        figures["first_byte_ms"] = answer.firstByte?.inMilliseconds
        figures["status"] = answer.status.map { Double($0) }
        figures["body_bytes"] = answer.status == nil ? nil : Double(answer.body.count)
        if let end = answer.certificateEnd {
            figures["certificate_days_left"] = ((end - SystemTime().wall) / .seconds(86_400)).rounded(.down)
        }
    }

    func observation(_ outcome: Observation.Outcome, _ summary: String) -> Observation {
        var figures = figures
        let took = elapsed
        figures["total_ms"] = took.inMilliseconds
        return Observation(outcome: outcome, summary: summary, took: took, figures: figures)
    }

    /// Compares the answer with what was expected.
    func judge(_ answer: ProbeAnswer, by request: WebRequest) -> Observation {
        if let failure = answer.failure { return observation(of: failure, in: answer, request) }
        guard let status = answer.status else { return observation(.failed, "no answer") }
        let isExpected = request.statuses.isEmpty ? (200...299).contains(status) : request.statuses.contains(status)
        guard isExpected else {
            let leads = answer.location.map { ", which leads to \($0.prefix(200))" } ?? ""
            return observation(.failed, "status \(status)\(leads); expected \(request.expectedStatuses)")
        }
        if let text = request.bodyContains, !answer.body.contains(text) {
            let cut = answer.body.count == ProbeHandler.longestBody ? " in its first MiB" : ""
            return observation(.failed, "status \(status), but the body does not contain \"\(text)\"\(cut)")
        }
        if let least = request.certificateDaysLeft, let left = figures["certificate_days_left"], left < Double(least) {
            return observation(.failed, "the certificate ends in \(Int(left)) days; at least \(least) are wanted")
        }
        return observation(.passed, "status \(status)")
    }

    private func observation(of failure: any Error, in answer: ProbeAnswer, _ request: WebRequest) -> Observation {
        switch failure {
        case is TookTooLong:
            let what = answer.status == nil ? "no answer" : "status \(answer.status ?? 0), but no complete answer"
            return observation(.failed, "\(what) within \(request.timeout.text)")
        case is ConnectionEnded, HTTPParserError.invalidEOFState:
            return observation(.failed, "the server closed the connection before its answer was complete")
        case let error as TLSError where error.code == .configuration:
            return observation(.notRun, error.message)
        case let error as ChannelError where error == .ioOnClosedChannel:
            return observation(.failed, "the server closed the connection before the request was sent")
        case let error:
            return observation(.failed, error.reason)
        }
    }
}

extension WebRequest {
    fileprivate var expectedStatuses: String {
        statuses.isEmpty ? "2xx" : statuses.map(String.init).joined(separator: " or ")
    }
}

extension [UInt8] {
    /// Whether the bytes of the text stand somewhere in these.
    func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        guard count >= wanted.count else { return false }
        return (0...(count - wanted.count)).contains { start in
            self[start] == first && self[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
