import Synchronization

/// The end of what a command prints.
package final class OutputTail: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    private let size: Int

    /// - Parameter size: how many bytes are kept; by default enough for last words.
    package init(size: Int = 512) { self.size = size }

    package func append(_ piece: some Sequence<UInt8>) {
        bytes.withLock { bytes in
            bytes += piece
            if bytes.count > size { bytes.removeFirst(bytes.count - size) }
        }
    }

    /// The last lines, joined into one.
    package var text: String {
        let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " | ")
    }
}
