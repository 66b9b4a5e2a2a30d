import COpenSSL

/// A private key, kept inside libcrypto.
///
/// Only its PEM form leaves it, and that as a ``Secret``. An `EVP_PKEY` does not change once it is made and libcrypto
/// counts its owners atomically, so it may pass between threads.
package final class PrivateKey: @unchecked Sendable {
    /// The `EVP_PKEY` itself, for libssl; it lives as long as this value.
    package let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    /// Makes a new key on the curve P-256.
    ///
    /// - Throws: ``CryptographyError`` when libcrypto has no randomness or its policy forbids the curve.
    package static func generate() throws(CryptographyError) -> PrivateKey {
        LibCrypto.start()
        ERR_clear_error()
        guard let pointer = holdfast_EVP_EC_gen("P-256") else { throw .library("cannot make a private key") }
        return PrivateKey(owning: pointer)
    }

    /// Reads an unencrypted key in PEM form.
    ///
    /// - Throws: ``CryptographyError`` when it is not one; an encrypted key is refused, since nobody is there to ask.
    package convenience init(pem: Secret) throws(CryptographyError) {
        LibCrypto.start()
        ERR_clear_error()
        let bytes = pem.bytes
        guard let memory = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { throw .library("cannot read a key") }
        defer { BIO_free(memory) }
        // Without a callback of ours libcrypto would ask for a passphrase on the terminal.
        guard let pointer = PEM_read_bio_PrivateKey(memory, nil, { _, _, _, _ in -1 }, nil) else {
            throw .malformed("not an unencrypted private key in PEM form")
        }
        self.init(owning: pointer)
    }

    /// The key as PKCS #8 in PEM form (RFC 5958), not encrypted.
    ///
    /// - Throws: ``CryptographyError`` when libcrypto cannot write it.
    package func pem() throws(CryptographyError) -> Secret {
        let bytes = try PEM.write("a private key") { memory in
            PEM_write_bio_PKCS8PrivateKey(memory, pointer, nil, nil, 0, nil, nil)
        }
        return Secret(bytes)
    }
}
