import Cryptography
import Testing

struct HMACTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let algorithm: HMAC.Algorithm
        let key: [UInt8]
        let message: [UInt8]
        let code: String

        init(_ algorithm: HMAC.Algorithm, _ key: [UInt8], _ message: [UInt8], _ code: String) {
            self.algorithm = algorithm
            self.key = key
            self.message = message
            self.code = code
        }

        var testDescription: String { "\(algorithm) \(code.prefix(8))" }
    }

    /// RFC 2202 section 3 for SHA-1, RFC 4231 section 4 for the others.
    static let vectors = [
        Vector(.sha1, bytes(0x0B, 20), Array("Hi There".utf8), "b617318655057264e28bc0b6fb378c8ef146be00"),
        Vector(
            .sha1,
            Array("Jefe".utf8),
            Array("what do ya want for nothing?".utf8),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        ),
        Vector(.sha1, bytes(0xAA, 20), bytes(0xDD, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
        Vector(.sha1, bytes(0xAA, 80), longKeyText, "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
        Vector(
            .sha256,
            bytes(0x0B, 20),
            Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Vector(
            .sha256,
            Array("Jefe".utf8),
            Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            .sha256,
            bytes(0xAA, 131),
            longKeyText,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Vector(
            .sha384,
            Array("Jefe".utf8),
            Array("what do ya want for nothing?".utf8),
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        ),
        Vector(
            .sha384,
            bytes(0xAA, 131),
            longKeyText,
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952"
        ),
        Vector(
            .sha512,
            Array("Jefe".utf8),
            Array("what do ya want for nothing?".utf8),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        ),
        Vector(
            .sha512,
            bytes(0xAA, 131),
            longKeyText,
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
        ),
    ]

    static let longKeyText = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    static func bytes(_ value: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: value, count: count) }

    @Test(arguments: vectors)
    func codesAreThoseOfTheStandards(vector: Vector) throws {
        let key = Secret(vector.key)
        #expect(Hex.encode(try HMAC.code(of: vector.message, key: key, using: vector.algorithm)) == vector.code)
        let code = try #require(Hex.decode(vector.code))
        #expect(try HMAC.isValid(code, of: vector.message, key: key, using: vector.algorithm))
        for index in code.indices {
            var wrong = code
            wrong[index] ^= 1
            #expect(try !HMAC.isValid(wrong, of: vector.message, key: key, using: vector.algorithm))
        }
        #expect(try !HMAC.isValid(code.dropLast(), of: vector.message, key: key, using: vector.algorithm))
        #expect(try !HMAC.isValid([], of: vector.message, key: key, using: vector.algorithm))
    }

    @Test func anEmptyKeyAndAnEmptyMessageHaveACode() throws {
        let code = try HMAC.code(of: [], key: Secret(""), using: .sha256)
        #expect(Hex.encode(code) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }
}
