import AgentProtocol
import NIOCore

/// Cuts a stream of bytes into lines, holding no more than one line that is not complete and one read of the network.
struct LineBuffer {
    enum Line: Equatable {
        /// Without its end.
        case complete([UInt8])
        /// More than the protocol allows, whether its end has come or not. Nothing after it can be trusted.
        case tooLong
    }

    private var bytes = ByteBuffer()
    /// How many of the bytes are known to hold no line feed.
    private var searched = 0

    mutating func append(_ new: inout ByteBuffer) {
        guard bytes.readableBytes > 0 else {
            bytes = new
            return
        }
        bytes.discardReadBytes()
        bytes.writeBuffer(&new)
    }

    /// The next line; `nil` when its end has not come yet.
    mutating func next() -> Line? {
        let unsearched = bytes.readableBytesView.dropFirst(searched)
        guard let end = unsearched.firstIndex(of: UInt8(ascii: "\n")) else {
            searched = bytes.readableBytes
            return searched > ProtocolLimits.longestLine ? .tooLong : nil
        }
        searched = 0
        let line = bytes.readBytes(length: end - bytes.readerIndex) ?? []
        bytes.moveReaderIndex(forwardBy: 1)
        return line.count > ProtocolLimits.longestLine ? .tooLong : .complete(line)
    }
}
