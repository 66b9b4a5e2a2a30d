import Glibc
import Ports

/// Files that are replaced as a whole and have reached the disk when the call returns. It blocks for as long as the disk does.
package enum DurableFile {
    /// Replaces the file: after a crash at any instant it holds the old bytes or the new ones, never a part (rename(2)).
    ///
    /// - Throws: ``PortError/Code/unavailable`` when it could not be written; the old file then stands.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(PortError) {
        let temporary = path + ".new"
        do throws(PortError) {
            try write(bytes, to: temporary)
            guard rename(temporary, path) == 0 else { throw failure("cannot be replaced", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try syncDirectory(of: path)
    }

    /// Creates the directory, readable by this user only, with those above it.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when it is not there and cannot be created.
    package static func createDirectory(_ path: String) throws(PortError) {
        var parent = ""
        for name in path.split(separator: "/") {
            parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + name
            guard mkdir(parent, 0o700) == 0 || errno == EEXIST else { throw failure("cannot be created", parent) }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(PortError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("cannot be created", path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure("cannot be written", path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw failure("cannot be written", path) }
    }

    private static func syncDirectory(of path: String) throws(PortError) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failure("cannot be opened", directory) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("cannot be written", directory) }
    }

    private static func failure(_ what: String, _ path: String) -> PortError {
        PortError(.unavailable, "\(path) \(what): \(errorText(errno))")
    }
}
