import Glibc

/// Small files, read at once.
enum TextFile {
    /// The text of the file, up to 1 MiB of it; `nil` if it cannot be read, and then `errno` says why.
    static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < longest {
            let count = Glibc.read(file, &piece, piece.count)
            if count == 0 { break }
            guard count > 0 else { return nil }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let longest = 1 << 20
}
