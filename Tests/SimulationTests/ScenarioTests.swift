import Foundation
import Testing
import TestSupport

@testable import Simulation

/// The ways to fail that have names (F1 to F15): each comes as expected, and its story is the one that people have read.
@Suite("Scenarios")
struct ScenarioTests {
    @Test(arguments: try names())
    func theScenarioHoldsAndItsStoryIsTheOneThatWasReviewed(name: String) throws {
        let file = golden.folder.appending(path: "Scenarios/\(name).scenario")
        let script = try Script(text: String(contentsOf: file, encoding: .utf8), file: name + ".scenario")
        let report = ScenarioRun(script).run()
        #expect(report.holds, "\(report.results.filter { $0.failure != nil }) \(report.violation?.description ?? "")")
        try golden.check(report.story, against: "Scenarios/\(name).story")
    }

    @Test func everyNamedWayToFailIsThere() throws {
        let names = try Self.names()
        for number in 1...15 {
            let prefix = "f\(number < 10 ? "0" : "")\(number)-"
            #expect(names.contains { $0.hasPrefix(prefix) }, "there is no scenario \(prefix)…")
        }
    }

    @Test func whatDoesNotComeAsExpectedIsSaid() throws {
        let script = try Script(
            text: """
                regions a active, b standby, c witness
                controllers 1 in c
                agents 2 a region
                lasts 3s
                at 1s power off a
                expect app1 stays in b
                expect app1 moves to b before 2s
                expect app1 is written in b
                expect app1 is not written in a
                expect app1 loses nothing
                expect app1 is served in the end by b
                expect "no such thing"
                expect never "a1           is gone"
                expect a page about "the weather"
                expect nothing is journalled before 3s
                expect lint error no-such-code
                """,
            file: "wrong.scenario"
        )
        let report = ScenarioRun(script).run()
        #expect(!report.holds)
        let held = report.results.filter { $0.failure == nil }.map(\.text)
        #expect(held == ["expect app1 loses nothing", "expect nothing is journalled before 3s"])
        #expect(report.story.contains("BROKEN  expect app1 stays in b: it was in a at first\n"))
        #expect(report.story.contains("BROKEN  expect \"no such thing\": the story has no such line\n"))
    }

    @Test func aClusterThatDoesNotComeUpIsNoStory() throws {
        let script = try Script(
            text: """
                # Automatic mode needs two agents a region, so that the plan is refused.
                regions a active, b standby, c witness
                controllers 1 in c
                agents 1 a region
                lasts 1s
                expect no page
                """,
            file: "alone.scenario"
        )
        let report = ScenarioRun(script).run()
        #expect(!report.holds)
        #expect(
            report.story.hasSuffix(
                "BROKEN  the cluster comes up: app1 has no epoch\nheld    every rule of the safety contract\n"
            )
        )
    }

    private static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: golden.folder.appending(path: "Scenarios").path)
            .filter { $0.hasSuffix(".scenario") }.map { String($0.dropLast(".scenario".count)) }.sorted()
    }
}
