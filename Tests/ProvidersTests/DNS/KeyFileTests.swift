import Cryptography
import Domain
import Foundation
import Testing

@testable import Providers

@Suite struct KeyFileTests {
    @Test(arguments: TSIGAlgorithm.allCases)
    func whatTsigKeygenWritesIsRead(_ algorithm: TSIGAlgorithm) throws {
        let text = try Program.output("/usr/sbin/tsig-keygen", ["-a", algorithm.rawValue, "Holdfast.example"])
        let key = try TSIGKeyFile.key(in: text, path: "k")
        #expect(key.name.description == "holdfast.example.")
        #expect(key.algorithm == algorithm)
        #expect(text.contains("\"\(Base64.encode(key.secret.bytes))\""))
        #expect("\(key)".contains("<secret>"))
    }

    @Test func commentsAndAnyLayoutAreUnderstood() throws {
        let text = """
            # one
            // two
            /* three
               four */ key writer{secret AAAA;algorithm HMAC-SHA512;} ;
            """
        let key = try TSIGKeyFile.key(in: text, path: "k")
        #expect(key.name.description == "writer.")
        #expect(key.algorithm == .sha512)
        #expect(key.secret.bytes == [0, 0, 0])
    }

    @Test(arguments: [
        ("", "k:1: \"key\" is missing at the end of the file"),
        ("\n\nzone x;", "k:3: \"key\" is missing before \"zone\""),
        ("key;", "k:1: the key's name is missing"),
        ("key \"a..b\" {", "k:1: \"a..b\" is not a name a key can have"),
        (
            "key a {\n algorithm hmac-md5;",
            "k:2: algorithm hmac-md5 is not supported, only hmac-sha1, hmac-sha256, hmac-sha384, hmac-sha512"
        ),
        ("key a {\n\n secret \"?\"; };", "k:3: the secret is not base64"),
        ("key a {\n secret \"\"; };", "k:2: the secret is not base64"),
        ("key a {\n secret \"AAAA; };", "k:2: the closing quotation mark is missing"),
        ("key a {\n secret AAAA\n};", "k:3: \";\" is missing before \"}\""),
        ("key a {\n port 5; };", "k:2: \"port\" is not expected here, only algorithm and secret"),
        ("\nkey a { algorithm hmac-sha256; };", "k:2: key a has no secret"),
        ("key a { secret AAAA; };", "k:1: key a has no algorithm"),
        ("key a { algorithm hmac-sha256; secret AAAA; }", "k:1: \";\" is missing at the end of the file"),
        (
            "key a { algorithm hmac-sha256; secret AAAA; };\nkey b",
            "k:2: there must be one key in the file and nothing else"
        ),
        ("\n/* no end", "k:2: the comment does not end"),
    ])
    func whatIsWrongIsToldWithItsLine(_ text: String, _ message: String) {
        #expect(throws: TSIGKeyFileError(message)) { try TSIGKeyFile.key(in: text, path: "k") }
    }
}
