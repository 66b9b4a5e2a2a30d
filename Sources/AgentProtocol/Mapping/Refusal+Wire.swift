import Domain

extension WireRefusal: WireReadable {
    init(_ refusal: Refusal) {
        self.init()
        code = Code(refusal.code)
        message = refusal.message.oneLine()
    }

    func read() throws(FieldFault) -> Refusal {
        Refusal(code.meaning, try Field.text(message, "message"))
    }
}

extension WireRefusal.Code {
    fileprivate init(_ code: Refusal.Code) {
        switch code {
        case .lineTooLong: self = .lineTooLong
        case .malformed: self = .malformed
        case .unknownFrame: self = .unknownFrame
        case .outOfOrder: self = .outOfOrder
        case .wrongIdentity: self = .wrongIdentity
        case .replaced: self = .replaced
        case .tooSlow: self = .tooSlow
        case .staleTerm: self = .staleTerm
        case .staleEpoch: self = .staleEpoch
        case .unavailable: self = .unavailable
        }
    }

    /// A code of a newer version means no more than that it will not be done.
    fileprivate var meaning: Refusal.Code {
        switch self {
        case .lineTooLong: .lineTooLong
        case .malformed: .malformed
        case .unknownFrame: .unknownFrame
        case .outOfOrder: .outOfOrder
        case .wrongIdentity: .wrongIdentity
        case .replaced: .replaced
        case .tooSlow: .tooSlow
        case .staleTerm: .staleTerm
        case .staleEpoch: .staleEpoch
        case .unavailable, .unspecified, .UNRECOGNIZED: .unavailable
        }
    }
}
