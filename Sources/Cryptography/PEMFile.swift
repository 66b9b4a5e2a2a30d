import Glibc

/// Small text files on disk: certificates, keys and revocation lists.
package enum PEMFile {
    /// Who may read a file.
    package enum Access: mode_t, Sendable {
        case ownerOnly = 0o600
        case everyone = 0o644
    }

    /// The most that is read: thousands of certificates fit, an endless device does not.
    package static let largestSize = 4 << 20

    /// Reads a whole file of at most ``largestSize`` bytes.
    ///
    /// - Throws: ``CryptographyError`` that names the file.
    package static func read(_ path: String) throws(CryptographyError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("cannot read", path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("cannot read", path) }
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= largestSize else {
                throw CryptographyError(.file, "\(path) is larger than \(largestSize) bytes: not a PEM file")
            }
        }
    }

    /// Makes a new file, durably. One that is there already stays as it is and is an error.
    ///
    /// - Throws: ``CryptographyError`` that names the file.
    package static func create(_ path: String, _ contents: String, access: Access) throws(CryptographyError) {
        try write(path, Array(contents.utf8), access)
        try synchronizeFolder(of: path)
    }

    /// Makes a new key file that only its owner may read, durably. One that is there already is an error.
    ///
    /// - Throws: ``CryptographyError`` that names the file.
    package static func create(_ path: String, _ contents: Secret) throws(CryptographyError) {
        try write(path, contents.bytes, .ownerOnly)
        try synchronizeFolder(of: path)
    }

    /// Puts new contents in the place of the old in one step, durably: readers see the one or the other.
    ///
    /// - Throws: ``CryptographyError`` that names the file, which is then unchanged.
    package static func replace(_ path: String, _ contents: String, access: Access) throws(CryptographyError) {
        let fresh = "\(path).new"
        unlink(fresh)
        try write(fresh, Array(contents.utf8), access)
        guard rename(fresh, path) == 0 else {
            let reason = failure("cannot replace", path)
            unlink(fresh)
            throw reason
        }
        try synchronizeFolder(of: path)
    }

    private static func write(_ path: String, _ bytes: [UInt8], _ access: Access) throws(CryptographyError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, access.rawValue)
        guard file >= 0 else { throw failure("cannot create", path) }
        // The umask may only have taken rights away; a certificate must be readable whatever it says.
        let isWritten = fchmod(file, access.rawValue) == 0 && write(bytes, to: file) && fsync(file) == 0
        let reason = isWritten ? nil : failure("cannot write", path)
        close(file)
        guard let reason else { return }
        unlink(path)
        throw reason
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// A new name is durable only when the folder that holds it is.
    private static func synchronizeFolder(of path: String) throws(CryptographyError) {
        let name = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let folder = open(String(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("cannot open", String(name)) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("cannot write", String(name)) }
    }

    private static func failure(_ what: String, _ path: String) -> CryptographyError {
        CryptographyError(.file, "\(what) \(path): \(String(cString: strerror(errno)))")
    }
}
