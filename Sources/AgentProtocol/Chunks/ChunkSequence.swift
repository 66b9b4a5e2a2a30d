/// Cuts a document into chunks, one at a time, so that a sender holds no more of them than its peer takes.
///
/// A chunk ends where a character ends, and is short enough that its line stays within the limit however much of it JSON
/// has to escape. Bytes that are not UTF-8 are replaced by U+FFFD.
package struct ChunkSequence: Sequence, IteratorProtocol, Sendable {
    private let request: UInt64
    private let body: [UInt8]
    private var position = 0
    private var number: UInt32 = 0
    private var isDone = false

    package init(of body: [UInt8], request: UInt64) {
        let isText = String(validating: body, as: UTF8.self) != nil
        self.body = isText ? body : Array(String(decoding: body, as: UTF8.self).utf8)
        self.request = request
    }

    package mutating func next() -> Chunk? {
        guard !isDone else { return nil }
        let end = endOfPiece
        let text = String(decoding: body[position..<end], as: UTF8.self)
        position = end
        number += 1
        isDone = end == body.count
        return Chunk(request: request, number: number, isLast: isDone, text: text)
    }

    private var endOfPiece: Int {
        var end = position
        var escaped = 0
        while end < body.count, end - position < ProtocolLimits.longestChunk {
            escaped += body[end].escapedLength
            guard escaped <= Self.longestEscapedPiece else { break }
            end += 1
        }
        return end < body.count ? characterBoundary(before: end) : end
    }

    /// The last beginning of a character at or before the end, but never the beginning of the piece.
    private func characterBoundary(before end: Int) -> Int {
        for candidate in stride(from: end, to: Swift.max(position, end - Self.longestCharacter), by: -1)
        where body[candidate] & 0b1100_0000 != 0b1000_0000 {
            return candidate
        }
        return end
    }

    /// What the rest of the frame needs is far less than the 4 KiB left.
    private static let longestEscapedPiece = ProtocolLimits.longestLine - 4096
    private static let longestCharacter = 4
}

extension UInt8 {
    /// How many bytes JSON needs for it within a text, at the most.
    fileprivate var escapedLength: Int {
        switch self {
        case 0x00..<0x20, 0x7f: 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): 2
        case _: 1
        }
    }
}
