import Cryptography
import Domain

/// Reads a key from a file as BIND's `tsig-keygen` writes it: `key "name" { algorithm hmac-sha256; secret "…"; };`
package struct TSIGKeyFile {
    private var tokens: [TSIGKeyFileToken]
    private let path: String
    private var position = 0

    /// - Parameters:
    ///   - text: the content of the file.
    ///   - path: its name, for errors.
    /// - Returns: the one key in it.
    /// - Throws: ``TSIGKeyFileError`` that names the line.
    package static func key(in text: String, path: String) throws(TSIGKeyFileError) -> TSIGKey {
        var file = TSIGKeyFile(tokens: try TSIGKeyFileToken.tokens(of: text, path: path), path: path)
        let key = try file.key()
        if let more = file.next {
            throw file.error(at: more.line, "there must be one key in the file and nothing else")
        }
        return key
    }

    private init(tokens: [TSIGKeyFileToken], path: String) {
        self.tokens = tokens
        self.path = path
    }

    private mutating func key() throws(TSIGKeyFileError) -> TSIGKey {
        let line = next?.line ?? 1
        try expect("key")
        let name = try word("the key's name")
        guard let keyName = DNSName(name.text) else {
            throw error(at: name.line, "\"\(name.text)\" is not a name a key can have")
        }
        try expect("{")
        var algorithm: TSIGAlgorithm?
        var secret: Secret?
        while let token = next, !token.isMark("}") {
            switch try word("algorithm or secret").text {
            case "algorithm": algorithm = try readAlgorithm()
            case "secret": secret = try readSecret()
            case let other: throw error(at: token.line, "\"\(other)\" is not expected here, only algorithm and secret")
            }
            try expect(";")
        }
        try expect("}")
        try expect(";")
        guard let algorithm else { throw error(at: line, "key \(name.text) has no algorithm") }
        guard let secret else { throw error(at: line, "key \(name.text) has no secret") }
        return TSIGKey(name: keyName, algorithm: algorithm, secret: secret)
    }

    private mutating func readAlgorithm() throws(TSIGKeyFileError) -> TSIGAlgorithm {
        let token = try word("an algorithm")
        let known = TSIGAlgorithm.allCases.map(\.rawValue)
        guard let algorithm = TSIGAlgorithm(rawValue: token.text.lowercased()) else {
            throw error(
                at: token.line,
                "algorithm \(token.text) is not supported, only \(known.joined(separator: ", "))"
            )
        }
        return algorithm
    }

    /// The secret's text is never in an error.
    private mutating func readSecret() throws(TSIGKeyFileError) -> Secret {
        let token = try word("a secret")
        guard let bytes = Base64.decode(token.text), !bytes.isEmpty else {
            throw error(at: token.line, "the secret is not base64")
        }
        return Secret(bytes)
    }
}

extension TSIGKeyFile {
    private var next: TSIGKeyFileToken? { position < tokens.count ? tokens[position] : nil }

    private mutating func expect(_ text: String) throws(TSIGKeyFileError) {
        guard let token = next else {
            throw error(at: tokens.last?.line ?? 1, "\"\(text)\" is missing at the end of the file")
        }
        guard token.text == text else { throw error(at: token.line, "\"\(text)\" is missing before \"\(token.text)\"") }
        position += 1
    }

    private mutating func word(_ what: String) throws(TSIGKeyFileError) -> TSIGKeyFileToken {
        guard let token = next, !token.isMark else {
            throw error(at: next?.line ?? tokens.last?.line ?? 1, "\(what) is missing")
        }
        position += 1
        return token
    }

    private func error(at line: Int, _ message: String) -> TSIGKeyFileError {
        TSIGKeyFileError("\(path):\(line): \(message)")
    }
}

/// A key file that cannot be used: where and why.
package struct TSIGKeyFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
