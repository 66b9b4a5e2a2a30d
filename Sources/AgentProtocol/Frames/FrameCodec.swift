import Domain
import SwiftProtobuf

/// Turns frames into lines and back: the proto3 JSON mapping of `holdfast.v1.Frame`.
package struct FrameCodec: Sendable {
    package init() {}

    /// The frame as a line, with the line feed that ends it.
    ///
    /// Texts for people are cut to what the protocol allows. A message that is too long all the same is shortened where it can
    /// be without a loss that matters: a report must get through.
    ///
    /// - Throws: `lineTooLong`, or `malformed` for a value that JSON cannot say.
    package func encode(_ frame: ProtocolFrame) throws(Refusal) -> [UInt8] {
        let line = try bytes(of: frame)
        guard line.count > ProtocolLimits.longestLine else { return line + [Self.lineFeed] }
        guard let shorter = frame.shortened else { throw FrameFault.lineTooLong.refusal }
        let second = try bytes(of: shorter)
        guard second.count <= ProtocolLimits.longestLine else { throw FrameFault.lineTooLong.refusal }
        return second + [Self.lineFeed]
    }

    /// Reads a line, without its end. Everything in it has been checked against the limits of the protocol.
    package func decode(_ line: [UInt8]) throws(FrameFault) -> ProtocolFrame {
        guard line.count <= ProtocolLimits.longestLine else { throw FrameFault.lineTooLong }
        let frame = try parse(line)
        do {
            return try frame.read()
        } catch {
            throw FrameFault(error.refusal, endsConnection: false)
        }
    }

    private func parse(_ line: [UInt8]) throws(FrameFault) -> WireFrame {
        do {
            return try WireFrame(jsonUTF8Bytes: line, options: Self.decoding)
        } catch {
            throw FrameFault(Refusal(.malformed, JSONFault(error).message), endsConnection: true)
        }
    }

    private func bytes(of frame: ProtocolFrame) throws(Refusal) -> [UInt8] {
        do {
            return try WireFrame(frame).jsonUTF8Bytes(options: Self.encoding)
        } catch {
            throw Refusal(.malformed, "a frame cannot be written as JSON: \(error)")
        }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static var decoding: JSONDecodingOptions {
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        return options
    }

    /// Equal frames give equal lines, but for the names within a `Struct`, which the library never sorts.
    private static var encoding: JSONEncodingOptions {
        var options = JSONEncodingOptions()
        options.useDeterministicOrdering = true
        return options
    }
}
