import Cryptography
import Domain

/// What the signature of an answer is worth.
package enum TSIGVerdict: Hashable, Sendable {
    /// The server knows the key, and the answer is to this request.
    case valid(TSIGRecord)
    /// There is no signature, or one without a code: servers answer so when they do not accept the request's (RFC 8945, 5.2).
    case unsigned(TSIGRecord?)
    /// There is one, and it is wrong.
    case invalid(String)
}

extension TSIGKey {
    /// Verifies an answer (RFC 8945, 5.3).
    ///
    /// - Parameters:
    ///   - bytes: the answer as it was received.
    ///   - request: the code of the request's signature; `nil` verifies a request itself.
    ///   - seconds: now, in seconds since 1970.
    /// - Returns: what the signature is worth.
    /// - Throws: ``DNSFormatError`` for what is not a message, or what the system's libcrypto says.
    package func verify(_ bytes: [UInt8], answering request: [UInt8]?, at seconds: UInt64) throws -> TSIGVerdict {
        let (message, lastRecord) = try DNSMessage.decode(bytes)
        let records = message.answers + message.authorities + message.additionals
        guard records.contains(where: { $0.type == .tsig }) else { return .unsigned(nil) }
        guard let last = message.additionals.last, case .signature(let record) = last.data,
            records.filter({ $0.type == .tsig }).count == 1
        else { return .invalid("the signature is not the last record") }
        guard last.recordClass == .any, last.ttl == 0 else { return .invalid("the signature has a class or a TTL") }
        guard !record.code.isEmpty else { return .unsigned(record) }
        guard last.name == name, record.algorithm == algorithm.name else {
            return .invalid("it is signed with another key, \(last.name) \(record.algorithm)")
        }
        let expected = try code(
            of: Self.withoutSignature(bytes, lastRecord, record.originalID, message.additionals.count),
            record,
            answering: request
        )
        guard areEqualInConstantTime(record.code, expected) else { return .invalid("its signature does not match") }
        // An answer to a request with a wrong time carries that same time; the server's own is in `other`.
        let distance = max(record.timeSigned, seconds) - min(record.timeSigned, seconds)
        guard record.error == .badTime || distance <= UInt64(record.fudge) else {
            return .invalid("it was signed \(distance) s away from this clock")
        }
        return .valid(record)
    }

    /// The octets before the signature, with the first id and the number of additional records as they were signed.
    private static func withoutSignature(_ bytes: [UInt8], _ end: Int, _ id: UInt16, _ additionals: Int) -> [UInt8] {
        var header = DNSWriter()
        header.number16(id)
        header.octets(bytes[2..<10])
        header.number16(UInt16(truncatingIfNeeded: additionals - 1))
        return header.bytes + bytes[12..<end]
    }
}

extension TSIGRecord {
    /// The server's time in seconds since 1970: with BADTIME what it adds, else when it signed.
    package var serverTime: UInt64? {
        guard error == .badTime else { return timeSigned }
        var reader = DNSReader(other)
        return other.count == 6 ? try? reader.number48() : nil
    }
}
