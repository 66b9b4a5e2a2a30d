import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Ports
import Synchronization

/// Asks a cluster of etcd, one member at a time.
///
/// It speaks to the HTTP/JSON gateway that every etcd since 3.0 has on its client port, not gRPC: each request that is needed
/// here is one small JSON document, async-http-client is a dependency already, and a gRPC library would be one more, large
/// and with an HTTP/2 stack of its own, on the path that safety rests on. What it costs is base64 and one decoding. The
/// gateway calls its own member as a client, with that member's certificate, so that users by certificate (the common name)
/// do not work through it, and where users have passwords it takes no client certificate that has one.
///
/// Every request tells its member to refuse when it knows no leader (`hasleader`), so that a member without a quorum answers
/// at once and another one can be asked. An answer of another cluster than the first that answered is refused: endpoints of
/// two clusters in one list would be two stores.
final class EtcdClient: Sendable {
    /// What an answer that does not come means.
    enum Kind: Sendable {
        /// Nothing was changed.
        case read
        /// It may have been done. It must be such that it may be sent again all the same: conditional on what it changes, or
        /// harmless when done twice.
        case write
    }

    /// How long one member may take. A disk under load answers in time; and a leader that fell silent with its region, or
    /// the election of etcd itself, does not keep a successor waiting for longer.
    static let usualPatience = TimeAmount.seconds(2)

    struct State {
        /// The index of the member to ask.
        var preferred = 0
        var token: String?
        /// The questions for a token that are under way, by the member that is asked.
        var renewals: [String: TokenRenewal] = [:]
        var cluster: Int64?
    }

    let settings: EtcdSettings
    let patience: TimeAmount
    private let http: HTTPClient
    /// For watches, which may be silent for as long as they like.
    let streams: HTTPClient
    let state = Mutex(State())

    /// An answer is the state without the journal, or at most a page of records.
    private static let longestAnswer = 32 << 20
    /// A refusal is one line.
    static let longestRefusal = 64 << 10

    /// - Throws: ``PortError`` `.rejected` for certificate files that cannot be used.
    init(
        _ settings: EtcdSettings,
        patience: TimeAmount = usualPatience,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws(PortError) {
        self.settings = settings
        self.patience = patience
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.tlsConfiguration = try Self.tls(settings)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // Three round trips of 150 ms and some patience: a member in a dead region must not hold up the others.
        configuration.timeout.connect = .nanoseconds(patience.nanoseconds / 2)
        streams = HTTPClient(eventLoopGroupProvider: .shared(eventLoops), configuration: configuration)
        // The rest of an answer follows its beginning at once.
        configuration.timeout.read = .seconds(10)
        http = HTTPClient(eventLoopGroupProvider: .shared(eventLoops), configuration: configuration)
    }

    /// Ends the connections. Must be called once, after the last request.
    func shutDown() async throws {
        try await streams.shutdown()
        try await http.shutdown()
    }

    private static func tls(_ settings: EtcdSettings) throws(PortError) -> NIOSSL.TLSConfiguration {
        var tls = NIOSSL.TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        do {
            if let file = settings.trustFile {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            }
            if let identity = settings.identity {
                tls.certificateChain = try NIOSSLCertificate.fromPEMFile(identity.certificateFile)
                    .map { .certificate($0) }
                tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: identity.keyFile, format: .pem))
            }
        } catch {
            let files = [settings.trustFile, settings.identity?.certificateFile, settings.identity?.keyFile]
            let names = files.compactMap { $0 }.joined(separator: ", ")
            throw PortError(.rejected, "the certificate files for etcd (\(names)) cannot be used: \(error)")
        }
        return tls
    }
}

// MARK: - Requests

extension EtcdClient {
    func range(_ request: RangeRequest) async throws(PortError) -> RangeResponse {
        try await call("kv/range", request, .read).answer
    }

    /// - Returns: the answer, and whether an earlier try at another member may have been carried out too.
    func transact(
        _ request: TransactionRequest,
        _ kind: Kind
    ) async throws(PortError) -> (answer: TransactionResponse, isDoubtful: Bool) {
        try await call("kv/txn", request, kind)
    }

    func compact(to revision: Int64) async throws(PortError) {
        let _: (HeaderResponse, Bool) = try await call(
            "kv/compaction",
            CompactionRequest(revision: WireNumber(revision)),
            .write
        )
    }

    func grantLease(seconds: Int64) async throws(PortError) -> LeaseResponse {
        try await call("lease/grant", LeaseGrantRequest(seconds: WireNumber(seconds)), .write).answer
    }

    func revoke(_ lease: WireNumber) async throws(PortError) {
        let _: (HeaderResponse, Bool) = try await call("lease/revoke", LeaseRequest(id: lease), .write)
    }

    /// - Returns: whether the lease lives.
    func keepAlive(_ lease: WireNumber) async throws(PortError) -> Bool {
        let (line, _): (StreamLine<LeaseResponse>, Bool) = try await call(
            "lease/keepalive",
            LeaseRequest(id: lease),
            .write
        )
        return (line.result?.seconds?.value ?? 0) > 0
    }

    /// Asks members in turn, beginning with the one that answered last.
    private func call<Answer: EtcdAnswer>(
        _ path: String,
        _ request: some Encodable & Sendable,
        _ kind: Kind
    ) async throws(PortError) -> (answer: Answer, isDoubtful: Bool) {
        var failures: [String] = []
        var mayBeDone = false
        for _ in settings.endpoints {
            let (index, endpoint) = preferred
            do throws(EtcdFailure) {
                let body = try Self.encode(request)
                let answer: Answer = try await authenticated(endpoint) { token throws(EtcdFailure) in
                    try await self.ask(endpoint, path, body, token)
                }
                return (answer, mayBeDone)
            } catch {
                prefer(not: index)
                switch error {
                case .refused(let refusal): throw mayBeDone ? Self.unknown([refusal.message]) : refusal
                case .leaseEnded: throw mayBeDone ? Self.unknown(failures) : PortError(.unavailable, Self.leaseEnded)
                case .tooLong: throw kind == .read ? PortError(.rejected, Self.tooLong) : Self.unknown([Self.tooLong])
                case .tokenEnded(let words): failures.append("\(endpoint) does not take its own token: \(words)")
                case .notDone(let words): failures.append(words)
                case .unanswered(let words):
                    failures.append(words)
                    mayBeDone = mayBeDone || kind != .read
                }
            }
        }
        throw mayBeDone ? Self.unknown(failures) : PortError(.unavailable, "\(Self.noQuorum): \(Self.line(failures))")
    }

    private static func unknown(_ failures: [String]) -> PortError {
        PortError(.outcomeUnknown, "etcd did not answer, so it may have been written: \(line(failures))")
    }

    private static func line(_ failures: [String]) -> String { failures.joined(separator: "; ") }

    static let noQuorum = "etcd has no quorum, or cannot be reached"

    /// The message of the error that says that an answer is longer than is read.
    static let tooLong = "an answer of etcd is longer than \(longestAnswer >> 20) MiB"
    /// The message of the error that says that a lease has ended.
    static let leaseEnded = "the session with etcd has ended"
}

// MARK: - One request to one member

extension EtcdClient {
    static func encode(_ request: some Encodable) throws(EtcdFailure) -> [UInt8] {
        do { return Array(try JSONEncoder().encode(request)) } catch {
            throw .refused(PortError(.rejected, "a request to etcd cannot be written as JSON: \(error)"))
        }
    }

    func ask<Answer: EtcdAnswer>(
        _ endpoint: String,
        _ path: String,
        _ bytes: [UInt8],
        _ token: String?,
        patience: TimeAmount? = nil
    ) async throws(EtcdFailure) -> Answer {
        let body = SentBody(bytes)
        let request = Self.request(endpoint, path, body, token)
        let status: UInt
        let answer: [UInt8]
        do {
            let response = try await http.execute(request, deadline: .now() + (patience ?? self.patience))
            status = response.status.code
            let longest = status == 200 ? Self.longestAnswer : Self.longestRefusal
            answer = Array(try await response.body.collect(upTo: longest).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw .tooLong
        } catch {
            let words = "\(endpoint): \(Self.words(for: error))"
            throw body.wasTaken ? .unanswered(words) : .notDone(words)
        }
        return try read(answer, status: status, from: endpoint)
    }

    func read<Answer: EtcdAnswer>(
        _ bytes: [UInt8],
        status: UInt,
        from endpoint: String
    ) throws(EtcdFailure) -> Answer {
        guard status == 200 else {
            throw EtcdFailure(status: status, bytes, from: endpoint)
        }
        let answer: Answer
        do { answer = try JSONDecoder().decode(Answer.self, from: Data(bytes)) } catch {
            throw .unanswered("\(endpoint) answers what cannot be read: \(error)")
        }
        if let failure = answer.failure { throw EtcdFailure(failure, status: status, from: endpoint) }
        if let refusal = strange(answer.header, from: endpoint) { throw .refused(refusal) }
        return answer
    }

    /// Refuses answers of a second cluster.
    private func strange(_ header: ResponseHeader?, from endpoint: String) -> PortError? {
        guard let cluster = header?.clusterID?.value else { return nil }
        let first = state.withLock { state in
            if state.cluster == nil { state.cluster = cluster }
            return state.cluster
        }
        guard first != cluster else { return nil }
        return PortError(
            .rejected,
            "\(endpoint) belongs to another cluster of etcd than the other endpoints: name members of one cluster only"
        )
    }

    static func request(_ endpoint: String, _ path: String, _ body: SentBody, _ token: String?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(endpoint)/v3/\(path)")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "grpc-metadata-hasleader", value: "true")
        if let token { request.headers.add(name: "authorization", value: token) }
        request.body = body.requestBody
        return request
    }

    static func words(for error: any Error) -> String {
        let text = (error as? HTTPClientError)?.shortDescription ?? "\(error)"
        return String(text.prefix(200)).split(separator: "\n").joined(separator: " ")
    }

    var preferred: (index: Int, endpoint: String) {
        let index = state.withLock { $0.preferred }
        return (index, settings.endpoints[index])
    }

    /// Turns to the next member, unless somebody has done so meanwhile.
    func prefer(not index: Int) {
        state.withLock { state in
            if state.preferred == index { state.preferred = (index + 1) % settings.endpoints.count }
        }
    }
}
