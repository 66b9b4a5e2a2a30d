import Domain
import Testing
import TestSupport

@testable import Runbook

@Suite("Stages of a step")
struct StageTests {
    @Test func theTableOfTransitionsIsAsReviewed() throws {
        var lines = [
            "# Where a step, or its compensation, goes from each stage on each fact; \"-\": the fact means nothing there."
        ]
        for stage in Self.stages {
            lines.append("\n\(stage.name)")
            for (name, fact) in Self.facts {
                lines.append("    \(name.padding(to: 16)) \(stage.next(after: fact)?.name ?? "-")")
            }
        }
        try golden.check(lines.joined(separator: "\n") + "\n", against: "stages.txt")
    }

    @Test func whatIsOverStaysOver() {
        for stage in [Stage.succeeded(summary: ""), .passedOver(reason: ""), .skipped(by: "alice", reason: "")] {
            for (name, fact) in Self.facts { #expect(stage.next(after: fact) == nil, "\(stage) after \(name)") }
        }
    }

    private static let stages: [Stage] = [
        .waiting, .running, .betweenTries(reason: "x"), .succeeded(summary: "x"), .failed(reason: "x"),
        .inDoubt(reason: "x"), .passedOver(reason: "x"), .skipped(by: "alice", reason: "x"),
    ]

    private static let facts: [(String, Stage.Fact)] = [
        ("started", .started), ("succeeded", .succeeded(summary: "")), ("failed", .failed(reason: "")),
        ("failedForGood", .failedForGood(reason: "")), ("fellInDoubt", .fellInDoubt(reason: "")),
        ("interrupted", .interrupted), ("gaveUp", .gaveUp), ("passedOver", .passedOver(reason: "")),
        ("skipped", .skipped(by: "alice", reason: "")), ("retried", .retried),
    ]
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
