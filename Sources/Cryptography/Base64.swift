import COpenSSL

/// Bytes as base64 text with padding (RFC 4648, section 4).
package enum Base64 {
    /// The bytes as one line.
    package static func encode(_ bytes: [UInt8]) -> String {
        // EVP_EncodeBlock ends its text with a NUL.
        let count = (bytes.count + 2) / 3 * 4
        let text = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, written in
            written = Int(EVP_EncodeBlock(buffer.baseAddress, bytes, Int32(bytes.count)))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text without white space; `nil` when it is not base64 with its full padding.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard !characters.isEmpty else { return [] }
        let body = characters.prefix { $0 != UInt8(ascii: "=") }
        let padding = characters.dropFirst(body.count)
        guard characters.count.isMultiple(of: 4), padding.count <= 2, body.allSatisfy(isDigit),
            padding.allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: characters.count / 4 * 3) { buffer, written in
            // It counts the padding as bytes of zero, and says -1 for what is not base64.
            let decoded = Int(EVP_DecodeBlock(buffer.baseAddress, characters, Int32(characters.count)))
            written = max(0, decoded - padding.count)
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static func isDigit(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
