import Glibc
import Ports

/// Names one boot of a host: instants may be compared only within one.
package struct BootID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) { description = text }

    /// The present boot.
    ///
    /// - Throws: ``PortError/Code/unavailable`` where the kernel does not tell.
    package static func current() throws(PortError) -> BootID {
        guard let file = fopen(path, "re") else {
            throw PortError(.unavailable, "\(path) cannot be read: mount /proc")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = fread(&bytes, 1, bytes.count, file)
        let text = String(decoding: bytes[..<count], as: UTF8.self).filter { !$0.isWhitespace }
        guard !text.isEmpty else { throw PortError(.unavailable, "\(path) is empty") }
        return BootID(text)
    }

    private static let path = "/proc/sys/kernel/random/boot_id"
}
