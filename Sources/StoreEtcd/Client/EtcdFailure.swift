import Foundation
import Ports

/// Why one request to one etcd brought no answer, as far as it matters for what may be done next.
enum EtcdFailure: Error, Sendable {
    /// It certainly did nothing: there was no connection, or this member refused before it proposed anything. Another member
    /// may be asked.
    case notDone(String)
    /// It went out, and nobody knows what became of it.
    case unanswered(String)
    /// The token of authentication is not, or no longer, good. A new one may be asked for.
    case tokenEnded(String)
    /// The answer is longer than is read. Only for what changes nothing.
    case tooLong
    /// The lease has ended.
    case leaseEnded
    /// It was refused for good, or the whole cluster cannot do it now. Nothing was done.
    case refused(PortError)
}

extension EtcdFailure {
    /// What an answer other than 200 means. What is not known to have done nothing may have been done.
    init(status: UInt, _ bytes: some Sequence<UInt8>, from endpoint: String) {
        let bytes = Array(bytes)
        if let answer = try? JSONDecoder().decode(ErrorAnswer.self, from: Data(bytes)) {
            self.init(answer, status: status, from: endpoint)
        } else {
            self.init(wordless: status, Self.line(String(decoding: bytes, as: UTF8.self)), from: endpoint)
        }
    }

    /// What a failure in an answer means.
    init(_ answer: ErrorAnswer, status: UInt, from endpoint: String) {
        guard let code = answer.grpcCode ?? answer.code else {
            self.init(wordless: status, "", from: endpoint)
            return
        }
        let words = Self.line(answer.message ?? answer.error ?? "status \(code)")
        switch (code, words) {
        case (_, "etcdserver: no leader"), (_, "etcdserver: not capable"), (_, "etcdserver: too many requests"):
            self = .notDone("\(endpoint) says: \(words)")
        case (16, _), (_, "etcdserver: invalid auth token"), (_, "etcdserver: revision of auth store is old"):
            self = .tokenEnded(words)
        case (5, "etcdserver: requested lease not found"): self = .leaseEnded
        case (8, "etcdserver: mvcc: database space exceeded"):
            self = .refused(PortError(.unavailable, Self.noRoom(endpoint)))
        case (3, "etcdserver: too many operations in txn request"):
            self = .refused(PortError(.rejected, Self.tooManyActs))
        case (3, "etcdserver: request is too large"):
            self = .refused(
                PortError(.rejected, "a record is larger than etcd takes: start etcd with a larger --max-request-bytes")
            )
        case (3, "etcdserver: user name is empty"):
            self = .refused(
                PortError(.rejected, "\(endpoint) asks who this is: name user and password_file under etcd:")
            )
        case (7, _):
            self = .refused(
                PortError(
                    .rejected,
                    "\(endpoint) allows too little (\(words)): name user and password_file under etcd:, and grant that user "
                        + "everything below /holdfast/"
                )
            )
        case (3, _), (9, _), (11, _), (12, _):
            self = .refused(PortError(.rejected, "\(endpoint) refuses: \(words)"))
        case (_, _): self = .unanswered("\(endpoint) says: \(words)")
        }
    }

    /// An answer without a code of gRPC: from a server that is in trouble (RFC 9110, 15.6), or from none that is an etcd.
    private init(wordless status: UInt, _ words: String, from endpoint: String) {
        guard status < 500 else {
            let said = words.isEmpty ? "" : " (\(words))"
            self = .unanswered("\(endpoint) cannot answer now: status \(status)\(said)")
            return
        }
        self = .refused(PortError(.rejected, Self.noGateway(endpoint, status, words)))
    }

    private static func noGateway(_ endpoint: String, _ status: UInt, _ words: String) -> String {
        // embed/serve.go of etcd: a name in the certificate would otherwise be taken for a user, and is not.
        if words.contains("CommonName of client") {
            return "\(endpoint) takes no client certificate with a common name (CN) beside users with passwords: issue "
                + "etcd.certificate without one"
        }
        return
            "\(endpoint) answers \(status): no etcd of version 3.4 or newer with its JSON gateway is there (\(words)); an "
            + "etcd with a configuration file needs enable-grpc-gateway: true in it"
    }

    private static func noRoom(_ endpoint: String) -> String {
        "etcd has no room left (asked: \(endpoint)), nothing was written: compact and defragment it, then etcdctl alarm disarm"
    }

    private static var tooManyActs: String {
        "etcd refuses so many changes in one transaction (it takes 128 by default): start every etcd with "
            + "--max-txn-ops of the number of applications and 20 more"
    }

    private static func line(_ text: String) -> String {
        String(text.prefix(200)).split(separator: "\n").joined(separator: " ")
    }
}
