import COpenSSL

/// A failure to compute, read or write something cryptographic, as one line for people.
package struct CryptographyError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// What was given is not what it should be. The same again will fail again.
        case malformed
        /// Two things that must belong together do not: a key and its certificate, a list and its authority.
        case mismatch
        /// A file cannot be read or written.
        case file
        /// The system's libcrypto refused: out of memory, or its policy forbids the algorithm.
        case library
    }

    package let code: Code
    /// One line: what, where, and how to mend it.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// An error with libcrypto's own reason appended; empties the thread's error queue.
    package static func library(_ what: String) -> CryptographyError {
        CryptographyError(.library, "\(what): \(takeReason() ?? "libcrypto gives no reason")")
    }

    /// An error about input that libcrypto could not read; empties the thread's error queue.
    static func malformed(_ what: String) -> CryptographyError {
        CryptographyError(.malformed, takeReason().map { "\(what): \($0)" } ?? what)
    }

    /// The first reason in the thread's error queue, which is emptied.
    private static func takeReason() -> String? {
        let code = ERR_get_error()
        ERR_clear_error()
        return ERR_reason_error_string(code).map { String(cString: $0) }
    }
}
