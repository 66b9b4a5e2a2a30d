import Cryptography
import Testing

struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256IsThatOfTheStandard(text: String, digest: String) {
        #expect(SHA256(of: text.utf8).hex == digest)
        #expect(SHA256(of: AnySequence(Array(text.utf8))).hex == digest, "bytes that do not lie together")
        #expect(SHA256(hex: digest) == SHA256(of: Array(text.utf8)))
    }

    @Test func aDigestOfTheWrongLengthIsNone() {
        #expect(SHA256(hex: "abcd") == nil)
        #expect(SHA256(hex: String(repeating: "g", count: 64)) == nil)
        #expect(SHA256(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func hexReadsWhatItWritesAndNothingElse() {
        let all = Array(UInt8.min...UInt8.max)
        #expect(Hex.decode(Hex.encode(all)) == all)
        #expect(Hex.decode(Hex.encode(all).uppercased()) == all)
        for text in ["a", "0g", "é0", " 00"] { #expect(Hex.decode(text) == nil) }
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
    func base64ReadsWhatItWrites(text: String) {
        #expect(Base64.decode(Base64.encode(Array(text.utf8))) == Array(text.utf8))
    }

    @Test func base64IsThatOfTheStandard() {
        #expect(Base64.encode(Array("fooba".utf8)) == "Zm9vYmE=")
        #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
        for text in ["Zg", "Zg=", "Zm9v=", "====", "Zm9v\n", "Zg==Zg==", "Zm 9", "Zm9-"] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
    }

    @Test func aSecretNeverShowsItself() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(Optional(secret) as Any)"] {
            #expect(!text.contains("hunter2") && !text.contains("104"))
            #expect(text.contains("<secret>"))
        }
        #expect(secret == Secret(Array("hunter2".utf8)))
        #expect(secret != Secret("hunter3") && secret != Secret("hunter"))
    }
}
