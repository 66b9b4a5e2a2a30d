import Domain

extension DNSMessage {
    /// The message as it is sent, without its length.
    ///
    /// - Throws: ``DNSFormatError`` when it is longer than a message may be.
    package func encoded() throws(DNSFormatError) -> [UInt8] {
        var writer = DNSWriter()
        writer.number16(id)
        writer.number16(flags)
        writer.number16(try DNSWriter.count(questions.count, "questions"))
        for section in [answers, authorities, additionals] {
            writer.number16(try DNSWriter.count(section.count, "records"))
        }
        for question in questions {
            writer.name(question.name)
            writer.number16(question.type.number)
            writer.number16(question.questionClass.number)
        }
        for record in answers + authorities + additionals { try writer.record(record) }
        guard writer.bytes.count <= Self.longest else {
            throw DNSFormatError("a message of \(writer.bytes.count) octets is too long")
        }
        return writer.bytes
    }

    private var flags: UInt16 {
        (isResponse ? 0x8000 : 0) | UInt16(opcode.number) << 11 | (isAuthoritative ? 0x0400 : 0)
            | (isTruncated ? 0x0200 : 0) | (recursionDesired ? 0x0100 : 0) | responseCode.number & 0xF
    }
}

extension DNSWriter {
    mutating func record(_ record: DNSRecord) throws(DNSFormatError) {
        name(record.name)
        number16(record.type.number)
        number16(record.recordClass.number)
        number32(record.ttl)
        var data = DNSWriter()
        try data.recordData(record.data)
        try counted16(data.bytes)
    }

    private mutating func recordData(_ data: DNSRecordData) throws(DNSFormatError) {
        switch data {
        case .address(let address): octets(address.octets)
        case .nameServer(let target), .alias(let target): name(target)
        case .startOfAuthority(let authority):
            name(authority.primary)
            name(authority.mailbox)
            for number in [authority.serial] + authority.timers { number32(number) }
        case .text(let strings):
            for string in strings {
                guard let length = UInt8(exactly: string.count) else {
                    throw DNSFormatError("a text of \(string.count) octets is too long: 255 is the most")
                }
                octets([length] + string)
            }
        case .signature(let signature): try tsig(signature)
        case .opaque(let bytes): octets(bytes)
        }
    }

    private mutating func tsig(_ signature: TSIGRecord) throws(DNSFormatError) {
        name(signature.algorithm)
        number48(signature.timeSigned)
        number16(signature.fudge)
        try counted16(signature.code)
        number16(signature.originalID)
        number16(signature.error.number)
        try counted16(signature.other)
    }
}
