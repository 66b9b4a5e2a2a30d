import Foundation
import Ports

/// A file of lines, read one after the other.
package enum LineFile {
    /// A record is a line; etcd takes none longer than 1.5 MiB by default, and 16 MiB is the longest plan.
    private static let longestLine = 32 << 20

    /// Calls back with every line, without its end.
    ///
    /// - Throws: what the callback throws; ``PortError/Code/rejected`` for a file that cannot be read or is none of lines.
    package static func forEachLine(of path: String, _ body: ([UInt8]) throws(PortError) -> Void) throws(PortError) {
        let file: FileHandle
        do { file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) } catch {
            throw PortError(.rejected, "\(path) cannot be read: \(error.localizedDescription)")
        }
        defer { try? file.close() }
        var rest: [UInt8] = []
        while let chunk = try chunk(of: file, at: path), !chunk.isEmpty {
            rest += chunk
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try body(Array(rest[start..<end]))
                start = end + 1
            }
            rest.removeSubrange(..<start)
            guard rest.count <= longestLine else { throw PortError(.rejected, "\(path) is no journal and no backup") }
        }
        guard rest.isEmpty else {
            throw PortError(.rejected, "\(path) ends in the middle of a record: it was not written to its end")
        }
    }

    private static func chunk(of file: FileHandle, at path: String) throws(PortError) -> Data? {
        do { return try file.read(upToCount: 1 << 20) } catch {
            throw PortError(.unavailable, "\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
