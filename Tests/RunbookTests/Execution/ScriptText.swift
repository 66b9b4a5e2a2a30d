import Domain

@testable import Runbook

/// Splits a line of a script into words; what stands in double quotes is one word.
func words(of line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
        switch character {
        case "\"":
            isQuoted.toggle()
        case " " where !isQuoted:
            if !word.isEmpty { words.append(word) }
            word = ""
        default: word.append(character)
        }
    }
    return word.isEmpty ? words : words + [word]
}

/// `name=value` words as a table.
func pairs(_ words: some Sequence<String>) -> [String: String] {
    var pairs: [String: String] = [:]
    for word in words {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        pairs[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    return pairs
}

/// A table as `{a: 1, b: 2}`, sorted.
func text(of table: [String: String]) -> String {
    "{" + table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
}

extension Step {
    /// Reads `step ID uses=KIND with.NAME=VALUE needs=A,B if="…" timeout=30s attempts=3 backoff=1s on_failure=stop
    /// undo=KIND undo.NAME=VALUE outputs=a,b`.
    init(script line: some StringProtocol) throws {
        let words = words(of: line)
        let fields = pairs(words.dropFirst(2))
        func parameters(_ prefix: String) -> Parameters {
            var parameters: Parameters = [:]
            for (name, value) in fields where name.hasPrefix(prefix) {
                parameters[String(name.dropFirst(prefix.count))] = .text(value)
            }
            return parameters
        }
        func list(_ name: String) -> [String] { fields[name].map { $0.split(separator: ",").map(String.init) } ?? [] }
        self.init(
            id: StepID(words[1]),
            action: Action(uses: fields["uses"] ?? "hook", with: parameters("with.")),
            needs: list("needs").map { StepID($0) },
            condition: fields["if"],
            timeout: Duration(text: fields["timeout"] ?? "60s") ?? .zero,
            retry: RetryPolicy(
                attempts: Int(fields["attempts"] ?? "1") ?? 1,
                backoff: Duration(text: fields["backoff"] ?? "1s") ?? .zero
            ),
            onFailure: Step.FailurePolicy(rawValue: fields["on_failure"] ?? "stop") ?? .stop,
            compensation: fields["undo"].map { Action(uses: $0, with: parameters("undo.")) },
            outputs: list("outputs")
        )
    }
}

extension ExecutionHeader {
    static func test(_ runbook: [Step], kind: Kind = .automatic) -> ExecutionHeader {
        ExecutionHeader(
            id: "shop-1",
            application: "shop",
            scenario: "region-failure",
            planVersion: 3,
            kind: kind,
            epoch: 7,
            source: "east",
            target: "west",
            incident: "shop-i1",
            runbook: runbook,
            endpoints: ["west": ["web": "https://west.example.com"]]
        )
    }
}

extension Moment {
    /// A time on both clocks, counted from where all tests begin.
    static func test(_ passed: Duration) -> Moment {
        Moment(
            instant: Instant.boot.advanced(by: .seconds(1000) + passed),
            wall: Timestamp(milliseconds: 1_795_421_700_000) + passed
        )
    }

    var passed: Duration { Moment.test(.zero).instant.duration(to: instant) }
}
