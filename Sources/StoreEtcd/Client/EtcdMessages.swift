import Foundation

// The JSON mapping of etcd's `rpc.proto` and `kv.proto` (etcd 3.4), as far as it is used here. Numbers of 64 bits are texts,
// bytes are base64, and what is zero or empty is left out.

/// A 64-bit number as proto3's JSON writes it: a text.
struct WireNumber: Hashable, Codable, Sendable, ExpressibleByIntegerLiteral {
    var value: Int64

    init(_ value: Int64) { self.value = value }
    init(integerLiteral value: Int64) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        // Identities of clusters, members and leases are unsigned there; only equality matters for them.
        guard let value = Int64(text) ?? UInt64(text).map(Int64.init(bitPattern:)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a number")
        }
        self.value = value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(value))
    }
}

/// What etcd answers: with a header, or with a failure where it streams.
protocol EtcdAnswer: Codable, Sendable {
    var header: ResponseHeader? { get }
    var failure: ErrorAnswer? { get }
}

extension EtcdAnswer {
    var failure: ErrorAnswer? { nil }
}

/// Who answers, and at which revision of everything.
struct ResponseHeader: Codable, Sendable {
    var clusterID: WireNumber?
    var revision: WireNumber?

    private enum CodingKeys: String, CodingKey {
        case revision
        case clusterID = "cluster_id"
    }
}

/// One key with its value and revisions.
struct KeyValue: Codable, Sendable {
    var key: Data
    var modRevision: WireNumber?
    var createRevision: WireNumber?
    var value: Data?

    private enum CodingKeys: String, CodingKey {
        case key, value
        case modRevision = "mod_revision"
        case createRevision = "create_revision"
    }
}

/// Asks for the keys of `[key, rangeEnd)`, or for one key. Linearisable, since `serializable` is not set.
struct RangeRequest: Codable, Sendable {
    var key: Data
    var rangeEnd: Data?
    var limit: WireNumber?
    var keysOnly: Bool?

    private enum CodingKeys: String, CodingKey {
        case key, limit
        case rangeEnd = "range_end"
        case keysOnly = "keys_only"
    }
}

struct RangeResponse: EtcdAnswer {
    var header: ResponseHeader?
    var kvs: [KeyValue]?
    var more: Bool?
}

struct PutRequest: Codable, Sendable {
    var key: Data
    var value: Data
    var lease: WireNumber?
}

struct DeleteRangeRequest: Codable, Sendable {
    var key: Data
    var rangeEnd: Data?

    private enum CodingKeys: String, CodingKey {
        case key
        case rangeEnd = "range_end"
    }
}

/// A condition of a transaction, on one key or on every key of `[key, rangeEnd)`.
struct CompareRequest: Codable, Sendable {
    enum Target: String, Codable, Sendable {
        case modified = "MOD"
        case created = "CREATE"
    }

    enum Relation: String, Codable, Sendable {
        case equal = "EQUAL"
        case less = "LESS"
    }

    var key: Data
    var rangeEnd: Data?
    var target: Target
    var result: Relation
    var modRevision: WireNumber?
    var createRevision: WireNumber?

    private enum CodingKeys: String, CodingKey {
        case key, target, result
        case rangeEnd = "range_end"
        case modRevision = "mod_revision"
        case createRevision = "create_revision"
    }
}

/// One act of a transaction: exactly one field is set.
struct TransactionAct: Codable, Sendable {
    var range: RangeRequest?
    var put: PutRequest?
    var delete: DeleteRangeRequest?

    private enum CodingKeys: String, CodingKey {
        case range = "request_range"
        case put = "request_put"
        case delete = "request_delete_range"
    }
}

struct TransactionRequest: Codable, Sendable {
    var compare: [CompareRequest] = []
    var success: [TransactionAct] = []
    var failure: [TransactionAct] = []
}

struct TransactionResponse: EtcdAnswer {
    struct Answer: Codable, Sendable {
        var range: RangeResponse?

        private enum CodingKeys: String, CodingKey {
            case range = "response_range"
        }
    }

    var header: ResponseHeader?
    var succeeded: Bool?
    var responses: [Answer]?
}

struct WatchRequest: Codable, Sendable {
    struct Create: Codable, Sendable {
        var key: Data
        var rangeEnd: Data
        var startRevision: WireNumber
        /// Long answers come in several pieces, each within etcd's bound for one.
        var fragment = true

        private enum CodingKeys: String, CodingKey {
            case key, fragment
            case rangeEnd = "range_end"
            case startRevision = "start_revision"
        }
    }

    var create: Create

    private enum CodingKeys: String, CodingKey {
        case create = "create_request"
    }
}

struct WatchResponse: EtcdAnswer {
    struct Event: Codable, Sendable {
        /// `DELETE`; a put leaves it out.
        var type: String?
        var kv: KeyValue?
    }

    var header: ResponseHeader?
    var created: Bool?
    var canceled: Bool?
    var cancelReason: String?
    /// The oldest revision that is left, where the watch began before it.
    var compactRevision: WireNumber?
    /// More of the same answer follows.
    var fragment: Bool?
    var events: [Event]?

    private enum CodingKeys: String, CodingKey {
        case header, created, canceled, fragment, events
        case cancelReason = "cancel_reason"
        case compactRevision = "compact_revision"
    }
}

/// One line of a streamed answer.
struct StreamLine<Answer: EtcdAnswer>: EtcdAnswer {
    var result: Answer?
    var error: ErrorAnswer?

    var header: ResponseHeader? { result?.header }
    var failure: ErrorAnswer? { error }
}

/// What etcd says where it refuses.
struct ErrorAnswer: Codable, Sendable {
    var message: String?
    var error: String?
    /// A gRPC status code (https://grpc.io/docs/guides/status-codes).
    var code: Int?
    /// The same, in streams.
    var grpcCode: Int?

    private enum CodingKeys: String, CodingKey {
        case message, error, code
        case grpcCode = "grpc_code"
    }
}

struct LeaseGrantRequest: Codable, Sendable {
    var seconds: WireNumber

    private enum CodingKeys: String, CodingKey {
        case seconds = "TTL"
    }
}

/// Names a lease, in requests that end it or keep it alive.
struct LeaseRequest: Codable, Sendable {
    var id: WireNumber

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
    }
}

struct LeaseResponse: EtcdAnswer {
    var header: ResponseHeader?
    var id: WireNumber?
    /// What is left of it, in seconds; left out when it has ended.
    var seconds: WireNumber?

    private enum CodingKeys: String, CodingKey {
        case header
        case id = "ID"
        case seconds = "TTL"
    }
}

struct CompactionRequest: Codable, Sendable {
    var revision: WireNumber
}

struct HeaderResponse: EtcdAnswer {
    var header: ResponseHeader?
}

struct AuthenticateRequest: Codable, Sendable {
    var name: String
    var password: String
}

struct AuthenticateResponse: EtcdAnswer {
    var header: ResponseHeader?
    var token: String?
}
