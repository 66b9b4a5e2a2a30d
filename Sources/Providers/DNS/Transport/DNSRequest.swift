import Domain

/// A request as it is sent, and what an answer to it is.
struct DNSRequest: Sendable {
    enum Judgement {
        case reply(DNSReply)
        /// Not an answer to this request, or not one that can be trusted, and why.
        case other(String)
    }

    let bytes: [UInt8]
    private let message: DNSMessage
    private let key: TSIGKey?
    private let code: [UInt8]

    /// - Parameters:
    ///   - message: a request whose id is hard to guess.
    ///   - key: signs the request; the answer is then trusted only as far as it is signed too.
    ///   - seconds: now, in seconds since 1970.
    /// - Throws: ``DNSFormatError`` for a message that is too long, or what the system's libcrypto says.
    init(_ message: DNSMessage, key: TSIGKey?, at seconds: UInt64) throws {
        self.message = message
        self.key = key
        if let key {
            let signed = try key.sign(message, at: seconds)
            (bytes, code) = (signed.bytes, signed.code)
        } else {
            (bytes, code) = (try message.encoded(), [])
        }
    }

    /// Whether the octets answer this request.
    func judge(_ bytes: [UInt8], at seconds: UInt64) -> Judgement {
        do {
            let answer = try DNSMessage(decoding: bytes)
            guard answer.isResponse, answer.id == message.id, answer.opcode == message.opcode, hasOurQuestion(answer)
            else { return .other("what came is not the answer to this request") }
            guard let key else { return .reply(DNSReply(message: answer, signature: nil, isSigned: false)) }
            switch try key.verify(bytes, answering: code, at: seconds) {
            case .valid(let record): return .reply(DNSReply(message: answer, signature: record, isSigned: true))
            case .unsigned(let record):
                guard Self.mayBeUnsigned(answer.responseCode) else {
                    return .other("the answer \(answer.responseCode) is not signed")
                }
                return .reply(DNSReply(message: answer, signature: record, isSigned: false))
            case .invalid(let reason): return .other("the answer cannot be trusted: \(reason)")
            }
        } catch {
            return .other("what came is not a DNS message: \(error)")
        }
    }

    /// Answers to updates, and errors, may leave the question out (RFC 2136, 3.8).
    private func hasOurQuestion(_ answer: DNSMessage) -> Bool {
        if answer.questions.isEmpty { return message.opcode == .update || answer.responseCode != .noError }
        return answer.questions == message.questions
    }

    /// What a server says that could not read the request or does not accept its signature, so that nothing was done.
    private static func mayBeUnsigned(_ code: DNSResponseCode) -> Bool {
        switch code {
        case .formatError, .serverFailure, .notImplemented, .refused, .notAuthoritative, .notInZone: true
        case _: false
        }
    }
}
