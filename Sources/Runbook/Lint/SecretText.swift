import Domain

/// Tells texts that are secrets, or look like it.
enum SecretText {
    static func isPrivateKey(_ text: String) -> Bool { text.contains("PRIVATE KEY-----") }

    /// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html, "Unique identifiers".
    static func isCloudKey(_ text: String) -> Bool {
        words(of: text).contains { ($0.hasPrefix("AKIA") || $0.hasPrefix("ASIA")) && $0.count == 20 }
    }

    /// Whether the name of the parameter says that its value is a secret. A file, a path or a variable is not one.
    static func isName(ofSecret path: PlanPath) -> Bool {
        path.parts.drop { $0 != .name("with") }.contains { part in
            switch part {
            case .index: return false
            case .name(let name):
                let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
                return !words.isDisjoint(with: secretWords) && words.isDisjoint(with: placeWords)
            }
        }
    }

    /// Whether the value is not in the plan but looked up when it runs.
    static func isLookUp(_ text: String) -> Bool { (try? Template(text))?.onlyPath != nil }

    /// Whether a word of the text is long and as mixed as keys are. Words of people, even joined ones, change between upper
    /// case, lower case and digits much more seldom than the 6 in 10 of random base64. Hexadecimal is not judged: digests
    /// and commits, which plans may well name, look no different.
    static func looksRandom(_ text: String) -> Bool {
        words(of: text).contains { word in
            let classes = word.utf8.map(Class.init)
            guard word.count >= shortestKey, Set(classes).count == 3 else { return false }
            let changes = zip(classes, classes.dropFirst()).count { $0 != $1 }
            return changes * 100 >= (word.count - 1) * fewestChangesPercent
        }
    }

    private enum Class {
        case upper, lower, digit

        init(_ byte: UInt8) { self = byte.isDigit ? .digit : byte.isUppercase ? .upper : .lower }
    }

    private static func words(of text: String) -> [Substring] {
        text.split { character in
            character.asciiValue.map { !$0.isLetter && !$0.isDigit } ?? true
        }
    }

    private static let secretWords: Set<String> = [
        "secret", "password", "passwd", "passphrase", "token", "credential", "credentials", "apikey",
    ]
    private static let placeWords: Set<String> = ["file", "path", "dir", "env", "name", "url"]
    private static let shortestKey = 20
    private static let fewestChangesPercent = 40
}
