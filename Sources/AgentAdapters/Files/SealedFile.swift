import Cryptography
import Foundation
import Ports

/// A small JSON file with its digest in the second line, so that damage is noticed and never taken for a value.
enum SealedFile {
    /// - Throws: ``PortError/Code/unavailable`` when it could not be written; the old file then stands.
    static func write(_ value: some Encodable, to path: String) throws(PortError) {
        let json: [UInt8]
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            json = Array(try encoder.encode(value))
        } catch {
            throw PortError(.unavailable, "\(path) cannot be expressed: \(error)")
        }
        let seal = "\n\(SHA256(of: json).hex)\n"
        try DurableFile.replace(path, with: json + Array(seal.utf8))
    }

    /// - Returns: the value; `nil` if there is no such file.
    /// - Throws: ``PortError/Code/damaged`` when the file is not as it was written, ``PortError/Code/unavailable`` when it
    ///   cannot be read.
    static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(PortError) -> Value? {
        guard let text = TextFile.read(path) else {
            guard errno != ENOENT else { return nil }
            throw PortError(.unavailable, "\(path) cannot be read: \(errorText(errno))")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3, lines[2].isEmpty, SHA256(of: Array(lines[0].utf8)).hex == lines[1],
            let value = try? JSONDecoder().decode(type, from: Data(lines[0].utf8))
        else { throw PortError(.damaged, "\(path) is damaged") }
        return value
    }
}
