import Domain
import Ports

extension RFC2136Provider {
    /// What an answer means for the caller; `nil` when it is a yes.
    func failure(of reply: DNSReply, _ what: String, at server: DNSServerAddress? = nil) -> PortError? {
        let code = reply.message.responseCode
        let said = "DNS server \(server ?? settings.server) answers \(code) to \(what)"
        switch code {
        case .noError: return nil
        case .noSuchName where reply.message.opcode == .query: return nil
        case .noSuchName, .nameExists, .recordSetExists, .noSuchRecordSet:
            let why =
                "a record or token is no longer what was read, or a wildcard stands in for it; nothing was written"
            return PortError(.conditionFailed, "\(said): \(why)")
        case .serverFailure: return PortError(.unavailable, "\(said); see the server's log")
        case .notAuthoritative: return PortError(.rejected, "\(said): \(notAuthoritative(reply))")
        case .refused: return PortError(.rejected, "\(said): allow it to key \(key.name) in the server's configuration")
        case .notInZone: return PortError(.rejected, "\(said): a name is outside the zone")
        case .formatError, .notImplemented:
            return PortError(.rejected, "\(said): it does not support this kind of message")
        case _: return PortError(.rejected, said)
        }
    }

    /// NOTAUTH has two meanings: the zone is not the server's, or it does not accept the signature (RFC 8945, 5.2).
    private func notAuthoritative(_ reply: DNSReply) -> String {
        guard let signature = reply.signature, signature.error != .noError else {
            return "it is not the primary of \(settings.zone), or zone and key do not belong together"
        }
        switch signature.error {
        case .badKey:
            return "BADKEY, it does not know key \(key.name) with \(key.algorithm.rawValue); check \(settings.keyFile)"
        case .badSignature: return "BADSIG, its secret for key \(key.name) is another one; check \(settings.keyFile)"
        case .badTime: return "BADTIME, \(clockReport(signature)); synchronise both clocks"
        case let other: return "\(other)"
        }
    }

    private func clockReport(_ signature: TSIGRecord) -> String {
        guard let server = signature.serverTime else { return "the clocks are more than \(TSIGKey.fudge) s apart" }
        let skew = skew(server)
        return skew < .zero
            ? "its clock is \((.zero - skew).text) behind this machine's"
            : "its clock is \(skew.text) ahead of this machine's"
    }
}
