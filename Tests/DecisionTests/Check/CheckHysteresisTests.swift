import Decision
import Domain
import Testing

/// `down_after` and `up_after` of DESIGN 3.3.
struct CheckHysteresisTests {
    /// Results one a second: `P` passed, `F` failed, `-` could not be run. Statuses: `u` up, `d` down, `?` unknown.
    @Test(
        arguments: [
            ("P", "u"),
            ("FF", "?d"),
            ("PFPFPF", "uuuuuu"),
            ("PFF", "uud"),
            ("PFFPPPP", "uuddddd"),
            ("PFFPPPPP", "uudddddu"),
            ("PFFPPPPFPPPPP", "uuddddddddddu"),
            ("FFPFFPFFP", "?dddddddd"),
            ("P-", "u?"),
            ("F-F", "???"),
            ("PFF-P", "uud??"),
            ("PFF-PPPPP", "uud?????u"),
        ]
    )
    func aCheckIsDownAfterTwoBadResultsAndUpAfterFiveGoodOnes(results: String, statuses: String) {
        var check = CheckHysteresis(downAfter: 2, upAfter: 5)
        var seen = ""
        for (second, result) in results.enumerated() {
            _ = check.take(.sample(result), at: .at(Double(second)))
            seen += check.status.letter
        }
        #expect(seen == statuses)
    }

    @Test func itSaysWhenTheStatusChanged() {
        var check = CheckHysteresis(downAfter: 2, upAfter: 5)
        let changes = "PFFF".enumerated().map { check.take(.sample($0.element), at: .at(Double($0.offset))) }
        #expect(changes == [true, false, true, false])
    }

    @Test func theBadRunBeginsWithItsFirstBadResultAndEndsWithTheFirstGoodOne() {
        var check = CheckHysteresis(downAfter: 2, upAfter: 5)
        let runs = "PFFPFF-F".enumerated().map { second, result -> Instant? in
            _ = check.take(.sample(result), at: .at(Double(second)))
            return check.badSince
        }
        #expect(runs == [nil, .at(1), .at(1), nil, .at(4), .at(4), nil, .at(7)])
    }

    @Test func whetherItWasEverUpIsRemembered() {
        var check = CheckHysteresis(downAfter: 2, upAfter: 5)
        for (second, result) in "FF-FF".enumerated() {
            _ = check.take(.sample(result), at: .at(Double(second)))
            #expect(!check.hasBeenUp)
        }
        for second in 5..<10 { _ = check.take(.sample("P"), at: .at(Double(second))) }
        _ = check.take(.sample("-"), at: .at(10))
        #expect(check.hasBeenUp)
    }

    @Test func thresholdsBelowOneAreOne() {
        var check = CheckHysteresis(downAfter: 0, upAfter: -3)
        _ = check.take(.sample("F"), at: .at(0))
        #expect(check.status == .down)
        _ = check.take(.sample("P"), at: .at(1))
        #expect(check.status == .up)
    }
}

extension Observation {
    fileprivate static func sample(_ letter: Character) -> Observation {
        let outcome: Outcome = letter == "P" ? .passed : letter == "F" ? .failed : .notRun
        return Observation(outcome: outcome, summary: "", took: .zero)
    }
}

extension CheckStatus {
    fileprivate var letter: String {
        switch self {
        case .up: "u"
        case .down: "d"
        case .unknown: "?"
        }
    }
}
