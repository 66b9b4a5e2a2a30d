import Cryptography
import Domain
import Foundation
import Ports

/// A backup of the control plane in one file of lines, which proves itself without any controller: what the state was, every
/// record of the journal as it was stored, and a seal over both.
package enum BackupFile {
    /// The first line.
    package struct Header: Codable, Hashable, Sendable {
        /// The version of this format.
        package var format = 1
        package var cluster: String
        package var head: BackupHead

        package init(cluster: String, head: BackupHead) {
            self.cluster = cluster
            self.head = head
        }

        private enum CodingKeys: String, CodingKey {
            case format = "holdfast_backup"
            case cluster, head
        }
    }

    /// The last line: a hash over the first one and the hash of the chain, and so over everything.
    private struct Seal: Codable {
        var seal: String

        init(header: [UInt8], end: JournalChain) { seal = Hex.encode(SHA256(of: header + end.hash).bytes) }
    }

    /// Reads a backup, or what `holdfast journal export` has made, and calls back with every record, in order.
    ///
    /// - Returns: the header, which an export has not, and the end of the chain.
    /// - Throws: what the callback throws; ``PortError/Code/damaged`` where the file is not what was written.
    package static func read(
        _ path: String,
        _ body: (StoredEntry) throws(PortError) -> Void
    ) throws(PortError) -> (header: Header?, end: JournalChain) {
        var header: (line: [UInt8], value: Header)?
        var seal: String?
        var chain = JournalChain.empty
        var isFirst = true
        try LineFile.forEachLine(of: path) { line throws(PortError) in
            defer { isFirst = false }
            if isFirst, let value = try readHeader(line, of: path) {
                header = (line, value)
            } else if header != nil, chain.position == header?.value.head.position {
                seal = try? JSONDecoder().decode(Seal.self, from: Data(line)).seal
            } else {
                try body(chain.append(line))
            }
        }
        guard let header else { return (nil, chain) }
        guard Hex.encode(chain.hash) == header.value.head.hash, seal == Seal(header: header.line, end: chain).seal
        else {
            throw PortError(.damaged, "\(path) is damaged, or was not written to its end: take another backup")
        }
        return (header.value, chain)
    }

    /// `nil` for a line that is none.
    private static func readHeader(_ line: [UInt8], of path: String) throws(PortError) -> Header? {
        struct Format: Codable {
            var holdfast_backup: Int
        }
        guard let format = try? JSONDecoder().decode(Format.self, from: Data(line)).holdfast_backup else { return nil }
        guard format == 1 else {
            throw PortError(.rejected, "\(path) was made by a newer version of Holdfast: run that one")
        }
        do { return try JSONDecoder().decode(Header.self, from: Data(line)) } catch {
            throw PortError(.damaged, "\(path) is damaged: its first line cannot be read (\(error))")
        }
    }

    /// Writes a backup piece by piece. The file has its name when it is whole and on the disk.
    package struct Writer {
        private let path: String
        private let file: FileHandle
        private let header: Header
        private let line: [UInt8]
        private var chain = JournalChain.empty

        private var partial: String { path + ".partial" }

        /// - Throws: ``PortError/Code/rejected`` where there is such a file already.
        package init(_ path: String, _ header: Header) throws(PortError) {
            self.path = path
            self.header = header
            guard !FileManager.default.fileExists(atPath: path) else {
                throw PortError(.rejected, "\(path) exists: a backup replaces nothing; name another file")
            }
            let descriptor = open(path + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw PortError(.unavailable, "cannot create \(path).partial: \(String(cString: strerror(errno)))")
            }
            file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            do { line = try JournalCodec.encode(header, as: "the head of the backup") } catch {
                throw PortError(.rejected, "\(error)")
            }
            try write(line)
        }

        /// The last record that was added.
        package var position: JournalPosition { chain.position }
        package var isComplete: Bool { chain.position >= header.head.position }

        /// Adds records; those behind the end that the header names are left out.
        package mutating func add(_ records: [String]) throws(PortError) {
            for record in records where !isComplete {
                let bytes = Array(record.utf8)
                _ = chain.append(bytes)
                try write(bytes)
            }
        }

        /// - Throws: ``PortError/Code/damaged`` where the records do not lead to what the header says.
        package func finish() throws(PortError) {
            guard isComplete, Hex.encode(chain.hash) == header.head.hash else {
                throw PortError(.damaged, "the records do not lead to the hash that the controller has: try again")
            }
            do { try write(JournalCodec.encode(Seal(header: line, end: chain), as: "the seal")) } catch {
                throw PortError(.unavailable, "\(error)")
            }
            guard fsync(file.fileDescriptor) == 0, rename(partial, path) == 0 else {
                throw PortError(.unavailable, "cannot write \(path): \(String(cString: strerror(errno)))")
            }
        }

        /// Takes away what was not finished.
        package func discard() { unlink(partial) }

        private func write(_ line: [UInt8]) throws(PortError) {
            do { try file.write(contentsOf: line + [UInt8(ascii: "\n")]) } catch {
                throw PortError(.unavailable, "cannot write \(path): \(error.localizedDescription)")
            }
        }
    }
}
