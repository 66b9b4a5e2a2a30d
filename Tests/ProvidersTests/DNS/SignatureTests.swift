import Cryptography
import Domain
import Testing

@testable import Providers

@Suite struct SignatureTests {
    /// What `nsupdate` of BIND 9.18 sends, signed with the key below at 1795396303.
    static let update = """
        e9b028000001000200030001076578616d706c6503636f6d000006000103777777c00c00010001000000000004c000020109 \
        5f686f6c6466617374c01d001000fe000000000000c01d000100ff000000000000c01d00010001000000050004c6336407c0 \
        310010000100000005002a29763d313b6170703d7072696e746170703b65706f63683d323b726567696f6e3d75732d776573 \
        742d320d686f6c64666173742d746573740000fa00ff00000000003d0b686d61632d7368613235360000006b0392cf012c00 \
        2074b373fb80b73d783147125db6643b150fcfc7c9f3cad398905c8bdc01e217d8e9b000000000
        """
    static let key = TSIGKey(
        name: DNSName("holdfast-test") ?? .root,
        algorithm: .sha256,
        secret: Secret("01234567890123456789012345678901")
    )
    private let signedAt: UInt64 = 1_795_396_303

    @Test func theCodeIsTheOneThatBINDComputes() throws {
        let octets = try bytes(Self.update)
        guard case .valid(let record) = try Self.key.verify(octets, answering: nil, at: signedAt) else {
            Issue.record("the signature of nsupdate is not accepted")
            return
        }
        #expect(record.timeSigned == signedAt)
        #expect(record.algorithm.description == "hmac-sha256.")
        // Each octet is covered: the id, the name of the algorithm and the letter case of names are compared otherwise.
        for position in octets.indices where position > 1 {
            var changed = octets
            changed[position] ^= 1
            let verdict = try? Self.key.verify(changed, answering: nil, at: signedAt)
            #expect(verdict != .valid(record), "octet \(position)")
        }
    }

    /// Our message says the same as that of `nsupdate`, uncompressed.
    @Test func anUpdateSaysWhatNsupdateSays() throws {
        let theirs = try DNSMessage(decoding: bytes(Self.update))
        let snapshot = DNSRecordSnapshot(key: .a("www.example.com"), values: ["192.0.2.1"], ttl: nil, token: nil)
        let update = try DNSUpdate(of: [snapshot.change(to: ["198.51.100.7"], epoch: 2)], in: name("example.com"))
        #expect(theirs.opcode == .update)
        #expect(theirs.questions == [DNSQuestion(name: update.zone, type: .soa)])
        let alias = DNSRecord(
            name: try name("_holdfast.www.example.com"),
            type: .cname,
            recordClass: .none,
            ttl: 0,
            data: .empty
        )
        #expect(update.prerequisites == theirs.prerequisites + [alias])
        let clearing = DNSRecord(name: alias.name, type: .txt, recordClass: .any, ttl: 0, data: .empty)
        #expect(update.updates == theirs.updates[..<2] + [clearing] + theirs.updates[2...])
    }

    @Test func aSignatureIsWorthSomethingInItsTimeOnly() throws {
        let octets = try bytes(Self.update)
        for (seconds, isValid) in [(300, true), (301, false), (-300, true), (-301, false)] {
            let verdict = try Self.key.verify(octets, answering: nil, at: UInt64(Int(signedAt) + seconds))
            if case .valid = verdict { #expect(isValid, "\(seconds)") } else { #expect(!isValid, "\(seconds)") }
        }
    }

    @Test(arguments: TSIGAlgorithm.allCases)
    func anAnswerBelongsToOneRequestAndOneKey(_ algorithm: TSIGAlgorithm) throws {
        let key = TSIGKey(name: try name("K.example"), algorithm: algorithm, secret: Secret("secret"))
        let request = DNSMessage(id: 7, opcode: .query, questions: [DNSQuestion(name: .root, type: .soa)])
        let signed = try key.sign(request, at: signedAt)
        let verdict = try key.verify(signed.bytes, answering: nil, at: signedAt)
        guard case .valid = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(
            try key.verify(signed.bytes, answering: signed.code, at: signedAt)
                == .invalid("its signature does not match")
        )
        let other = TSIGKey(name: key.name, algorithm: algorithm, secret: Secret("Secret"))
        #expect(
            try other.verify(signed.bytes, answering: nil, at: signedAt) == .invalid("its signature does not match")
        )
        #expect(try key.verify(try request.encoded(), answering: nil, at: signedAt) == .unsigned(nil))
    }

    @Test func aSignatureMustBeTheLastAndTheOnlyOne() throws {
        let signed = try Self.key.sign(DNSMessage(id: 7, opcode: .query, questions: []), at: signedAt)
        let message = try DNSMessage(decoding: signed.bytes)
        let signature = try #require(message.additionals.last)
        let other = DNSRecord(name: .root, type: .txt, recordClass: .any, ttl: 0, data: .empty)
        var (twice, middle, elsewhere) = (message, message, message)
        twice.additionals = [signature, signature]
        middle.additionals = [signature, other]
        (elsewhere.answers, elsewhere.additionals) = ([signature], [])
        for message in [twice, middle, elsewhere] {
            let verdict = try Self.key.verify(message.encoded(), answering: nil, at: signedAt)
            #expect(verdict == .invalid("the signature is not the last record"))
        }
    }
}
