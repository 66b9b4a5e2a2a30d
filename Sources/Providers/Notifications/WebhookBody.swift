import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore

/// The body of a request that remembers whether it was taken: before, the receiver certainly had nothing it could act on.
struct WebhookBody: AsyncSequence, Sendable {
    private let bytes: [UInt8]
    private let taken = NIOLockedValueBox(false)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var wasTaken: Bool { taken.withLockedValue { $0 } }

    var requestBody: HTTPClientRequest.Body { .stream(self, length: .known(Int64(bytes.count))) }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let body: WebhookBody
        private var isAtEnd = false

        fileprivate init(body: WebhookBody) { self.body = body }

        mutating func next() async -> ByteBuffer? {
            guard !isAtEnd else { return nil }
            isAtEnd = true
            body.taken.withLockedValue { $0 = true }
            return ByteBuffer(bytes: body.bytes)
        }
    }
}
