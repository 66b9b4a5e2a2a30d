import COpenSSL

/// Bytes that must never be shown: a key, a password, a token. It prints `<secret>`, in dumps too.
package struct Secret: Sendable {
    /// The bytes themselves, for the one place that uses them.
    package let bytes: [UInt8]

    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// The UTF-8 bytes of a text.
    package init(_ text: String) { self.init(text.utf8) }

    /// The bytes as text, for the one place that uses it.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Secret: Equatable {
    /// Compares in a time that depends on the lengths only.
    package static func == (left: Secret, right: Secret) -> Bool { areEqualInConstantTime(left.bytes, right.bytes) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Whether the bytes are the same, found in a time that depends on their numbers only.
package func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
