import Decision
import Domain
import Testing

/// What the leader makes of what three controllers publish (DESIGN S2, 3.1 rule 0).
@Suite struct SplitVerdictTests {
    private static func common(_ verdicts: [Verdict?]) -> CommonVerdict? {
        let members = (1...verdicts.count).map { ControllerID("c\($0)") }
        var board = Board(controllerSet: ControllerSetDescription(version: 1, members: members))
        for (member, verdict) in zip(members, verdicts) {
            board.publications[member] = verdict.map {
                let opinion = VerdictOpinion(application: "app", planVersion: 1, region: "a", verdict: $0)
                return Publication(number: 1, opinions: [opinion])
            }
        }
        return board.commonVerdict(on: "a", of: "app", under: 1)
    }

    private static let agreements: [([Verdict?], Verdict?)] = [
        ([.failed], .failed),
        ([.healthy, .healthy, .failed], .healthy),
        ([.failed, nil, .failed], .failed),
        ([nil, nil, .failed], nil),
        ([.failed, .unreachable, .healthy], .unreachable),
        ([.failed, .unreachable, .unreachable], .unreachable),
        ([.failed, .failed, .unreachable], .failed),
        ([.unreachable, nil, .failed, .failed, .healthy], .unreachable),
    ]

    @Test(arguments: agreements)
    func aVerdictNeedsAMajorityOfTheConfiguredControllers(verdicts: [Verdict?], expected: Verdict?) {
        #expect(Self.common(verdicts) == expected.map { .agreed($0) })
    }

    @Test(
        arguments: [
            [Verdict.isolated, .unknown, .failed], [.healthy, nil, .failed], [.failed, .isolated, nil],
            [.healthy, .degraded, .unknown], [.failed, .failed, .isolated, .isolated, nil],
        ] as [[Verdict?]]
    )
    func controllersThatDisagreeLeaveDoubtWithWhoSaysWhat(verdicts: [Verdict?]) {
        let lines = verdicts.enumerated().map { "controller c\($0 + 1) says \($1?.rawValue ?? "nothing")" }
        #expect(Self.common(verdicts) == .split(lines))
    }

    @Test func aSplitIsUnknownAndPagesAfterConfirm() {
        var bench = LeaderBench()
        bench.say(["c1": .failed, "c2": .isolated, "c3": .unknown])
        bench.run(for: .milliseconds(3900))
        #expect(bench.verdicts == [])
        #expect(bench.pages.isEmpty)
        bench.run(for: .milliseconds(200))
        #expect(bench.verdicts == [.unknown])
        #expect(bench.pages.map(\.title) == ["app: active region a is unknown"])
        let details = bench.pages.first?.details ?? []
        #expect(details.contains("controller c1 says failed") && details.contains("controller c2 says isolated"))
        bench.run(for: .seconds(60))
        #expect(bench.pages.count == 1, "once")
        #expect(!bench.hasProposed)
    }

    @Test func aSplitThatIsOverBeforeConfirmIsNothing() {
        var bench = LeaderBench()
        for _ in 0..<4 {
            bench.say(["c1": .failed, "c2": .healthy])
            bench.run(for: .seconds(3))
            bench.say(["c1": .healthy, "c2": .healthy])
            bench.run(for: .seconds(1))
        }
        #expect(bench.verdicts == [.healthy])
        #expect(bench.pages.isEmpty)
    }

    /// A plan may change what is checked: what was judged by another one starts nothing.
    @Test func onlyVerdictsByThePresentPlanCount() {
        var bench = LeaderBench()
        bench.say(["c1": .failed, "c2": .failed, "c3": .failed], under: 2)
        bench.run(for: .seconds(60))
        #expect(bench.verdicts == [])
        #expect(!bench.hasProposed)
        bench.say(["c1": .failed, "c2": .failed], under: 1)
        bench.run(for: .seconds(1))
        #expect(bench.verdicts == [.failed])
    }

    @Test func withoutAMajorityThatPublishesThereIsNoVerdict() {
        var bench = LeaderBench()
        bench.say(["c1": .failed])
        bench.run(for: .seconds(60))
        #expect(bench.verdicts == [])
    }
}
