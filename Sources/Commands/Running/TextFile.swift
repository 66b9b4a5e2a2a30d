import Cryptography
import Foundation

/// Small files that an operator names.
enum TextFile {
    /// Reads a whole file of at most 4 MiB, as UTF-8.
    static func read(_ path: String) throws(CommandFailure) -> String {
        do throws(CryptographyError) {
            let bytes = try PEMFile.read(path)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CryptographyError(.malformed, "\(path) is not UTF-8 text")
            }
            return text
        } catch {
            throw CommandFailure(.failed, error.message)
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

extension TextFile {
    /// Reads a PEM file as text.
    static func readPEM(_ path: String) throws(CryptographyError) -> String {
        String(decoding: try PEMFile.read(path), as: UTF8.self)
    }
}
