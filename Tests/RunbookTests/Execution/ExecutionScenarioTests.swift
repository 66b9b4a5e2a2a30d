import Domain
import Foundation
import Testing
import TestSupport

@testable import Runbook

/// Scenario files: `step` lines make the runbook, `>` lines are commands, `#` lines comments; everything else is what the
/// machine said. `REWRITE=1` writes it anew; review the difference.
@Suite("Execution scenarios")
struct ExecutionScenarioTests {
    @Test(arguments: try scenarios())
    func theMachineSaysWhatTheScenarioSays(name: String) throws {
        let file = Self.folder.appending(path: name)
        let expected = try String(contentsOf: file, encoding: .utf8)
        let played = try Self.play(expected)
        if Golden.isRewritten { try played.write(to: file, atomically: true, encoding: .utf8) }
        #expect(
            played == (Golden.isRewritten ? played : expected),
            "\(name): run with REWRITE=1 and review the difference"
        )
    }

    @Test func thereAreScenarios() throws { #expect(try Self.scenarios().count >= 10) }

    static let folder = golden.folder.appending(path: "Scenarios")

    static func scenarios() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }.sorted()
    }

    private static func play(_ text: String) throws -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var stage = ScriptStage(try lines.filter { $0.hasPrefix("step ") }.map { try Step(script: $0) })
        var played: [String] = []
        for line in lines where line.isEmpty || ["#", ">", "s"].contains(line.first) && !line.hasPrefix("  ") {
            played.append(String(line))
            if line.hasPrefix("> ") { played += try stage.play(String(line.dropFirst(2))).map { "    \($0)" } }
        }
        return played.joined(separator: "\n")
    }
}

/// What is expected of executions, which a person reviews.
let golden = Golden()
