import COpenSSL

/// Passes PEM text between Swift and libcrypto.
package enum PEM {
    /// Reads every object of one kind from a PEM text, in order; other kinds between them are passed over.
    ///
    /// - Throws: ``CryptographyError`` when an object is damaged. No object at all is an empty list.
    package static func readAll(
        _ pem: [UInt8],
        _ what: String,
        with read: (OpaquePointer) -> OpaquePointer?,
        _ body: (OpaquePointer) throws(CryptographyError) -> Void
    ) throws(CryptographyError) {
        LibCrypto.start()
        ERR_clear_error()
        guard let memory = BIO_new_mem_buf(pem, Int32(pem.count)) else { throw .library("cannot read \(what)") }
        defer { BIO_free(memory) }
        while let object = read(memory) { try body(object) }
        let end = ERR_peek_last_error()
        guard ERR_GET_LIB(end) == ERR_LIB_PEM && ERR_GET_REASON(end) == PEM_R_NO_START_LINE else {
            throw .malformed("not \(what) in PEM form")
        }
        ERR_clear_error()
    }

    /// Collects what libcrypto writes.
    ///
    /// - Throws: ``CryptographyError`` when it writes nothing.
    package static func write(
        _ what: String,
        with write: (OpaquePointer) -> Int32
    ) throws(CryptographyError) -> [UInt8] {
        LibCrypto.start()
        ERR_clear_error()
        // Memory from the secure type is wiped when it is freed: a private key may pass through it.
        guard let memory = BIO_new(BIO_s_secmem()) else { throw .library("cannot write \(what)") }
        defer { BIO_free(memory) }
        guard write(memory) == 1 else { throw .library("cannot write \(what)") }
        let count = BIO_ctrl_pending(memory)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            written = max(0, Int(BIO_read(memory, buffer.baseAddress, Int32(count))))
        }
    }
}
