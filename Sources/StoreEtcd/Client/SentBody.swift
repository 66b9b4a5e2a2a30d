import AsyncHTTPClient
import NIOCore
import Synchronization

/// The body of a request that remembers whether it was taken: before, etcd certainly had nothing it could act on.
final class SentBody: AsyncSequence, Sendable {
    private let bytes: [UInt8]
    private let taken = Mutex(false)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var wasTaken: Bool { taken.withLock { $0 } }

    var requestBody: HTTPClientRequest.Body { .stream(self, length: .known(Int64(bytes.count))) }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    private func take() -> ByteBuffer {
        taken.withLock { $0 = true }
        return ByteBuffer(bytes: bytes)
    }

    struct Iterator: AsyncIteratorProtocol {
        private let body: SentBody
        private var isAtEnd = false

        fileprivate init(body: SentBody) { self.body = body }

        mutating func next() async -> ByteBuffer? {
            guard !isAtEnd else { return nil }
            isAtEnd = true
            return body.take()
        }
    }
}
