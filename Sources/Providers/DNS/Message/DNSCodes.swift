/// The number of a record type (RFC 1035, 3.2.2, and its successors).
package struct DNSTypeCode: Hashable, Sendable {
    package let number: UInt16
    package init(_ number: UInt16) { self.number = number }

    package static let a = DNSTypeCode(1)
    package static let ns = DNSTypeCode(2)
    package static let cname = DNSTypeCode(5)
    package static let soa = DNSTypeCode(6)
    package static let txt = DNSTypeCode(16)
    package static let aaaa = DNSTypeCode(28)
    package static let tsig = DNSTypeCode(250)
    package static let any = DNSTypeCode(255)
}

/// The number of a class; `none` and `any` have meanings of their own in an update (RFC 2136, 2.4 and 2.5).
package struct DNSClassCode: Hashable, Sendable {
    package let number: UInt16
    package init(_ number: UInt16) { self.number = number }

    package static let internet = DNSClassCode(1)
    package static let none = DNSClassCode(254)
    package static let any = DNSClassCode(255)
}

/// The kind of a message.
package struct DNSOpcode: Hashable, Sendable {
    /// Four bits.
    package let number: UInt8
    package init(_ number: UInt8) { self.number = number & 0xF }

    package static let query = DNSOpcode(0)
    package static let update = DNSOpcode(5)
}

/// What a server answers (RFC 1035, 4.1.1; RFC 2136, 2.2; RFC 8945, 3).
package struct DNSResponseCode: Hashable, Sendable, CustomStringConvertible {
    /// Four bits in a header, sixteen in a TSIG record.
    package let number: UInt16
    package init(_ number: UInt16) { self.number = number }

    package static let noError = DNSResponseCode(0)
    package static let formatError = DNSResponseCode(1)
    package static let serverFailure = DNSResponseCode(2)
    package static let noSuchName = DNSResponseCode(3)
    package static let notImplemented = DNSResponseCode(4)
    package static let refused = DNSResponseCode(5)
    package static let nameExists = DNSResponseCode(6)
    package static let recordSetExists = DNSResponseCode(7)
    package static let noSuchRecordSet = DNSResponseCode(8)
    package static let notAuthoritative = DNSResponseCode(9)
    package static let notInZone = DNSResponseCode(10)
    package static let badSignature = DNSResponseCode(16)
    package static let badKey = DNSResponseCode(17)
    package static let badTime = DNSResponseCode(18)

    private static let names: [UInt16: String] = [
        0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED", 6: "YXDOMAIN",
        7: "YXRRSET", 8: "NXRRSET", 9: "NOTAUTH", 10: "NOTZONE", 16: "BADSIG", 17: "BADKEY", 18: "BADTIME",
    ]

    /// The name in the registry of IANA, as `dig` prints it.
    package var description: String { Self.names[number] ?? "RCODE\(number)" }
}
