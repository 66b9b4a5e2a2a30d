import Cryptography
import Domain

extension TSIGKey {
    /// A message with its signature.
    package struct Signed: Hashable, Sendable {
        package let bytes: [UInt8]
        /// The signature's code: the answer's signature covers it, so that an answer belongs to one request only.
        package let code: [UInt8]
    }

    /// Signs a request (RFC 8945, 5.1).
    ///
    /// - Parameters:
    ///   - message: a request without signature.
    ///   - seconds: now, in seconds since 1970.
    /// - Returns: the octets to send, and the code in them.
    /// - Throws: ``DNSFormatError`` for a message that is too long, or what the system's libcrypto says.
    package func sign(_ message: DNSMessage, at seconds: UInt64) throws -> Signed {
        var record = TSIGRecord(
            algorithm: algorithm.name,
            timeSigned: seconds,
            fudge: Self.fudge,
            code: [],
            originalID: message.id,
            error: .noError,
            other: []
        )
        record.code = try code(of: try message.encoded(), record, answering: nil)
        var signed = message
        signed.additionals.append(
            DNSRecord(name: name, type: .tsig, recordClass: .any, ttl: 0, data: .signature(record))
        )
        return Signed(bytes: try signed.encoded(), code: record.code)
    }

    /// The code of a message without its signature (RFC 8945, 4.3).
    func code(of message: [UInt8], _ record: TSIGRecord, answering request: [UInt8]?) throws -> [UInt8] {
        var input = DNSWriter()
        if let request { try input.counted16(request) }
        input.octets(message)
        input.name(name)
        input.number16(DNSClassCode.any.number)
        input.number32(0)
        input.name(record.algorithm)
        input.number48(record.timeSigned)
        input.number16(record.fudge)
        input.number16(record.error.number)
        try input.counted16(record.other)
        return try HMAC.code(of: input.bytes, key: secret, using: algorithm.hash)
    }
}
