import Domain

/// Puts the chunks of one connection together again, within the limits of the protocol.
package struct ChunkAssembler: Sendable {
    private struct OpenBody {
        var nextNumber: UInt32 = 1
        var bytes: [UInt8] = []
    }

    private let longestBody: Int
    private var open: [UInt64: OpenBody] = [:]
    /// Bytes that all unfinished bodies hold together.
    package private(set) var heldBytes = 0

    /// - Parameter longestBody: bytes that all unfinished bodies of the connection may hold together.
    package init(longestBody: Int = ProtocolLimits.longestBody) { self.longestBody = longestBody }

    /// Takes the next chunk. Returns the whole body with its last one.
    ///
    /// - Throws: a refusal when a chunk is missing or too much is open. The connection cannot go on then, since what follows
    ///   of the same body has no meaning.
    package mutating func add(_ chunk: Chunk) throws(Refusal) -> [UInt8]? {
        try check(chunk)
        // Taken out while it grows: a second reference would copy all of it.
        var body = open.removeValue(forKey: chunk.request) ?? OpenBody()
        body.bytes.append(contentsOf: chunk.text.utf8)
        body.nextNumber += 1
        heldBytes += chunk.text.utf8.count
        guard chunk.isLast else {
            open[chunk.request] = body
            return nil
        }
        heldBytes -= body.bytes.count
        return body.bytes
    }

    private func check(_ chunk: Chunk) throws(Refusal) {
        let expected = open[chunk.request]?.nextNumber ?? 1
        guard chunk.number == expected else {
            throw Refusal(.outOfOrder, "chunk \(chunk.number) came where \(expected) was expected")
        }
        guard open[chunk.request] != nil || open.count < ProtocolLimits.mostOpenRequests else {
            throw Refusal(.malformed, "more than \(ProtocolLimits.mostOpenRequests) requests are unfinished")
        }
        guard heldBytes + chunk.text.utf8.count <= longestBody else {
            throw Refusal(.malformed, "a body is longer than \(longestBody) bytes")
        }
    }
}
