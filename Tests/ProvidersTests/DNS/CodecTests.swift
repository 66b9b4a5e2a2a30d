import Cryptography
import Domain
import Foundation
import Testing

@testable import Providers

@Suite struct CodecTests {
    /// An answer as BIND sends it: compressed names, an alias and its target's address.
    private static let answer = """
        1234 8580 0001 0002 0001 0001 \
        03777777 076578616d706c65 03636f6d 00 0001 0001 \
        c00c 0005 0001 00000005 0007 04 65617374 c010 \
        c02d 0001 0001 0000012c 0004 c0000201 \
        c010 0006 0001 0000003c 001d 026e73 c010 01 68 c010 00000007 00000e10 00000258 00015180 0000003c \
        c02d 0010 0001 00000005 0006 02 6869 02 7921
        """

    @Test func aCompressedAnswerIsReadInFull() throws {
        let message = try DNSMessage(decoding: bytes(Self.answer))
        let (www, east, zone) = (try name("www.example.com"), try name("east.example.com"), try name("example.com"))
        #expect(message.id == 0x1234)
        #expect(message.isResponse && message.isAuthoritative && message.recursionDesired && !message.isTruncated)
        #expect(message.questions == [DNSQuestion(name: www, type: .a)])
        #expect(
            message.answers == [
                DNSRecord(name: www, type: .cname, recordClass: .internet, ttl: 5, data: .alias(east)),
                DNSRecord(
                    name: east,
                    type: .a,
                    recordClass: .internet,
                    ttl: 300,
                    data: .address(.v4([192, 0, 2, 1]))
                ),
            ]
        )
        let authority = DNSStartOfAuthority(
            primary: try name("ns.example.com"),
            mailbox: try name("h.example.com"),
            serial: 7,
            timers: [3600, 600, 86_400, 60]
        )
        #expect(message.authorities.map(\.data) == [.startOfAuthority(authority)])
        #expect(message.authorities.map(\.name) == [zone])
        #expect(message.additionals.map(\.data) == [.text([Array("hi".utf8), Array("y!".utf8)])])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var message = try DNSMessage(decoding: bytes(Self.answer))
        message.opcode = .update
        message.isTruncated = true
        message.responseCode = .noSuchRecordSet
        message.answers.append(
            DNSRecord(name: .root, type: .any, recordClass: .none, ttl: 0, data: .empty)
        )
        message.answers.append(
            DNSRecord(name: .root, type: DNSTypeCode(9999), recordClass: .any, ttl: .max, data: .opaque([1, 2, 3]))
        )
        message.answers.append(
            DNSRecord(
                name: try name("a.b"),
                type: .aaaa,
                recordClass: .internet,
                ttl: 1,
                data: .address(try #require(InternetAddress("2001:db8::1")))
            )
        )
        let ns = DNSRecord(name: .root, type: .ns, recordClass: .internet, ttl: 1, data: .nameServer(try name("n.s")))
        message.authorities.append(ns)
        #expect(try DNSMessage(decoding: message.encoded()) == message)
    }

    @Test func aQuestionHasTheOctetsOfTheStandard() throws {
        var message = DNSMessage(
            id: 0xABCD,
            opcode: .query,
            questions: [DNSQuestion(name: try name("_holdfast.example.com"), type: .txt)]
        )
        #expect(
            try message.encoded()
                == bytes("abcd 0000 0001 0000 0000 0000 095f686f6c6466617374 076578616d706c65 03636f6d 00 0010 0001")
        )
        message.opcode = .update
        #expect(try message.encoded()[2...3] == [0x28, 0])
    }

    @Test(arguments: [
        ("a pointer to itself", "c00c 0001 0001"),
        ("a pointer forward", "c00e 0000 0001 0001"),
        ("two pointers in a ring", "0161 c010 0161 c00c 0001 0001"),
        ("a pointer past the end", "ffff 0001 0001"),
        ("a label past the end", "3f61 0001 0001"),
        ("a label of a reserved kind", "4061 00 0001 0001"),
        ("half a question", "00 0001 00"),
        ("octets after the message", "00 0001 0001 00"),
    ])
    func aNameThatLeadsNowhereIsRefused(_ what: String, _ question: String) {
        #expect(throws: DNSFormatError.self, "\(what)") {
            try DNSMessage(decoding: bytes("0000 0000 0001 0000 0000 0000 " + question))
        }
    }

    @Test func namesAreBoundedHoweverTheyArePutTogether() throws {
        // A label of 63 octets, four times: 257 octets with the root. By pointers: each name adds 63 to the one before.
        let label = "3f" + String(repeating: "61", count: 63)
        let header = "0000 0000 0001 0000 0000 0000 "
        #expect(throws: DNSFormatError.self) {
            try DNSMessage(decoding: bytes(header + String(repeating: label, count: 4) + "00 0001 0001"))
        }
        let chained = header.replacing("0001 0000", with: "0004 0000", maxReplacements: 1)
        var octets = try bytes(chained + label + "00 0001 0001")
        for pointer in [12, 81, 151] { octets += try bytes(label) + [0xC0, UInt8(pointer)] + bytes("0001 0001") }
        #expect(throws: DNSFormatError("a name is too long")) { try DNSMessage(decoding: octets) }
    }

    @Test(arguments: [
        ("an address of three octets", "0001 0001 00000005 0003 c00002"),
        ("an address of five octets", "0001 0001 00000005 0005 c000020101"),
        ("a text past its record", "0010 0001 00000005 0002 05 61"),
        ("a record past the message", "0010 0001 00000005 00ff 05 61"),
        ("a name past its record", "0005 0001 00000005 0001 01"),
        ("half a start of authority", "0006 0001 00000005 0004 00 00 0000"),
        ("a signature without its end", "00fa 00ff 00000000 000c 00 000000000000 012c 0010 00"),
    ])
    func dataThatDoesNotFitItsTypeIsRefused(_ what: String, _ record: String) {
        #expect(throws: DNSFormatError.self, "\(what)") {
            try DNSMessage(decoding: bytes("0000 8000 0000 0001 0000 0000 00 " + record))
        }
    }

    @Test func aMessageThatIsTooLongIsNotWritten() throws {
        var message = DNSMessage(id: 0, opcode: .update, questions: [])
        let text = DNSRecordData.text([[UInt8](repeating: 0, count: 255)])
        message.updates = (0..<300).map { _ in
            DNSRecord(name: .root, type: .txt, recordClass: .internet, ttl: 0, data: text)
        }
        #expect(throws: DNSFormatError.self) { try message.encoded() }
        message.updates = [
            DNSRecord(
                name: .root,
                type: .txt,
                recordClass: .internet,
                ttl: 0,
                data: .text([[UInt8](repeating: 0, count: 256)])
            )
        ]
        #expect(throws: DNSFormatError.self) { try message.encoded() }
    }

    /// Whatever comes, reading ends; and what was read can be written and read again.
    @Test(arguments: 0..<8) func anyOctetsAreReadOrRefused(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let seeds = [try bytes(Self.answer), try bytes(SignatureTests.update)]
        var understood = 0
        for _ in 0..<4000 {
            var octets = seeds[Int(random.next() % 2)]
            switch random.next() % 4 {
            case 0: octets = (0..<Int(random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            case 1: octets = Array(octets.prefix(Int(random.next() % UInt64(octets.count))))
            case _:
                for _ in 0...(random.next() % 6) {
                    octets[Int(random.next() % UInt64(octets.count))] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            guard let message = try? DNSMessage(decoding: octets) else { continue }
            understood += 1
            if let written = try? message.encoded() { #expect(try DNSMessage(decoding: written) == message) }
            _ = try? SignatureTests.key.verify(octets, answering: [1, 2, 3], at: 1_795_396_303)
        }
        #expect(understood > 100)
    }
}

/// Pseudo-random numbers that a seed determines (https://prng.di.unimi.it/splitmix64.c).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex.filter { !$0.isWhitespace })) }

func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }
