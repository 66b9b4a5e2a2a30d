import Domain

extension DNSMessage {
    /// Reads a message. Any octets may be given: it ends, and never traps.
    package init(decoding bytes: [UInt8]) throws(DNSFormatError) { self = try DNSMessage.decode(bytes).message }

    /// The message, and where its last record begins: a signature covers what stands before it.
    static func decode(_ bytes: [UInt8]) throws(DNSFormatError) -> (message: DNSMessage, lastRecord: Int) {
        var reader = DNSReader(bytes)
        var message = DNSMessage(id: try reader.number16(), opcode: .query, questions: [])
        message.setFlags(try reader.number16())
        let counts = [
            try reader.number16(), try reader.number16(), try reader.number16(), try reader.number16(),
        ]
        // Nothing is reserved by these counts: each question and each record takes octets of the message.
        for _ in 0..<counts[0] { message.questions.append(try reader.question()) }
        var lastRecord = reader.position
        message.answers = try reader.records(counts[1], last: &lastRecord)
        message.authorities = try reader.records(counts[2], last: &lastRecord)
        message.additionals = try reader.records(counts[3], last: &lastRecord)
        guard reader.isAtEnd else { throw DNSFormatError("octets follow the message at octet \(reader.position)") }
        return (message, lastRecord)
    }

    private mutating func setFlags(_ flags: UInt16) {
        isResponse = flags & 0x8000 != 0
        opcode = DNSOpcode(UInt8(truncatingIfNeeded: flags >> 11))
        isAuthoritative = flags & 0x0400 != 0
        isTruncated = flags & 0x0200 != 0
        recursionDesired = flags & 0x0100 != 0
        responseCode = DNSResponseCode(flags & 0xF)
    }
}

extension DNSReader {
    fileprivate mutating func question() throws(DNSFormatError) -> DNSQuestion {
        DNSQuestion(
            name: try name(),
            type: DNSTypeCode(try number16()),
            questionClass: DNSClassCode(try number16())
        )
    }

    fileprivate mutating func records(_ count: UInt16, last: inout Int) throws(DNSFormatError) -> [DNSRecord] {
        var records: [DNSRecord] = []
        for _ in 0..<count {
            last = position
            records.append(try record())
        }
        return records
    }

    private mutating func record() throws(DNSFormatError) -> DNSRecord {
        let name = try name()
        let type = DNSTypeCode(try number16())
        let recordClass = DNSClassCode(try number16())
        let ttl = try number32()
        var data = try part(Int(try number16()))
        let content = try data.recordData(type)
        guard data.isAtEnd else {
            throw DNSFormatError("the data of a record of \(name) is longer than its type allows")
        }
        return DNSRecord(name: name, type: type, recordClass: recordClass, ttl: ttl, data: content)
    }

    /// Records without data are the conditions and deletions of an update, whatever their type.
    private mutating func recordData(_ type: DNSTypeCode) throws(DNSFormatError) -> DNSRecordData {
        switch type {
        case _ where isAtEnd: return .empty
        case .a: return .address(.v4(try octets(4)))
        case .aaaa: return .address(.v6(try octets(16)))
        case .ns: return .nameServer(try name())
        case .cname: return .alias(try name())
        case .soa:
            let (primary, mailbox, serial) = (try name(), try name(), try number32())
            var timers: [UInt32] = []
            for _ in 0..<DNSStartOfAuthority.timerCount { timers.append(try number32()) }
            return .startOfAuthority(
                DNSStartOfAuthority(primary: primary, mailbox: mailbox, serial: serial, timers: timers)
            )
        case .txt:
            var strings: [[UInt8]] = []
            while !isAtEnd { strings.append(try octets(Int(try octet()))) }
            return .text(strings)
        case .tsig: return .signature(try tsig())
        case _: return .opaque(try rest())
        }
    }

    private mutating func tsig() throws(DNSFormatError) -> TSIGRecord {
        let algorithm = try name()
        let (timeSigned, fudge) = (try number48(), try number16())
        let code = try octets(Int(try number16()))
        let originalID = try number16()
        let error = DNSResponseCode(try number16())
        return TSIGRecord(
            algorithm: algorithm,
            timeSigned: timeSigned,
            fudge: fudge,
            code: code,
            originalID: originalID,
            error: error,
            other: try octets(Int(try number16()))
        )
    }
}
