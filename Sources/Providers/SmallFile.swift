import Foundation
import Ports

/// Reads files that people wrote: keys and secrets.
enum SmallFile {
    /// Far more than any key needs; what is longer is the wrong file.
    private static let longest = 65_536

    /// - Throws: ``PortError`` `.rejected` that names the file.
    static func contents(_ path: String) throws(PortError) -> [UInt8] {
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: longest + 1) ?? Data()
        } catch {
            throw PortError(.rejected, "\(path) cannot be read: \(error.localizedDescription)")
        }
        guard data.count <= longest else { throw PortError(.rejected, "\(path) is too long to be a key or a secret") }
        return Array(data)
    }
}
