import Domain

/// A resource record, in the meaning its section gives it.
package struct DNSRecord: Hashable, Sendable {
    package var name: DNSName
    package var type: DNSTypeCode
    package var recordClass: DNSClassCode
    /// Seconds.
    package var ttl: UInt32
    package var data: DNSRecordData

    package init(name: DNSName, type: DNSTypeCode, recordClass: DNSClassCode, ttl: UInt32, data: DNSRecordData) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
        self.ttl = ttl
        self.data = data
    }
}

/// A question, or the zone of an update.
package struct DNSQuestion: Hashable, Sendable {
    package var name: DNSName
    package var type: DNSTypeCode
    package var questionClass: DNSClassCode

    package init(name: DNSName, type: DNSTypeCode, questionClass: DNSClassCode = .internet) {
        self.name = name
        self.type = type
        self.questionClass = questionClass
    }
}
