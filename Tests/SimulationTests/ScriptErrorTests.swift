import Testing

@testable import Simulation

/// A scenario that is wrong is refused, and the error says where, what is wrong and how to mend it.
@Suite("Errors in scenarios")
struct ScriptErrorTests {
    @Test(arguments: mistakes)
    func aWrongLineIsRefusedWithItsPlaceAndHowToMendIt(mistake: Mistake) {
        #expect(throws: ScriptError(file: "x.scenario", line: mistake.line, message: mistake.message)) {
            try Script(text: mistake.text, file: "x.scenario")
        }
    }

    @Test func anErrorBeginsWithFileAndLine() {
        let error = ScriptError(file: "x.scenario", line: 3, message: "it is wrong")
        #expect(error.description == "x.scenario:3: it is wrong")
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var message: String
        var testDescription: String { message }
    }

    /// A line among what makes a whole scenario: above the first `at`, after it, or at the end.
    private static func setting(_ line: String, _ message: String) -> Mistake {
        Mistake(text: line + "\n" + cluster + rest, line: 1, message: message)
    }

    private static func cue(_ line: String, _ message: String) -> Mistake {
        Mistake(text: cluster + line + "\n" + rest, line: 4, message: message)
    }

    private static func expectation(_ line: String, _ message: String) -> Mistake {
        Mistake(text: cluster + rest + line, line: 6, message: message)
    }

    private static let cluster = "regions a active, b standby, c witness\ncontrollers 3 in a b c\nlasts 10s\n"
    private static let rest = "at 5s power off a\nexpect app1 stays in a\n"

    static let mistakes: [Mistake] =
        [
            setting(
                "weather fine",
                """
                no sentence begins with "weather": begin with one of \
                \(SettingDraft.words.joined(separator: ", ")), at, when, expect
                """
            ),
            setting("seed none", "\"none\" is not a number from 1 to 1000000"),
            setting("fence rope", "a fence is of kind kernel or command, not \"rope\""),
            setting("mode slow", "the mode is automatic or approval, not \"slow\""),
            setting("drift much", "\"much\" is not a percentage: write for example 20%"),
            setting("confirm soon", "\"soon\" is not a time: write 250ms, 20s or 1m30s"),
            setting("agents 2", "here has to stand \"a region\", and the line ends"),
            setting("agents 2 a house", "here has to stand \"a region\", not \"a\""),
            setting("messages 5ms to 1ms", "5ms is more than 1ms: swap them"),
            setting("messages 1ms to 5ms, 2% gone", "messages are lost, twice or late, not \"gone\""),
            setting("rpo 5s now", "\"now\" is one word too many: end the line before it"),
            setting("rpo \"5s", "a quotation has no end: write \" after it"),
            setting("rpo \"5s\"", "\"5s\" stands where a time, for example 20s should stand"),
            Mistake(
                text: "regions a active, b leader",
                line: 1,
                message: "a region is active, standby or witness, not \"leader\""
            ),
            Mistake(
                text: "regions a active, a standby",
                line: 1,
                message: "\"a\" cannot be another region's name: choose a name of letters and digits"
            ),
            Mistake(
                text: "regions a active, b witness",
                line: 1,
                message: "there has to be one active region, and a standby: write regions a active, b standby"
            ),
            Mistake(
                text: "controllers 3 in a b",
                line: 1,
                message: "the line ends where the place of each of 3 controllers should stand"
            ),
            Mistake(
                text: "# nothing but a comment\n\nat 5s power off a",
                line: 3,
                message:
                    "nothing says which regions there are: write first regions a active, b standby, c witness"
            ),
            Mistake(
                text: "regions a active, b standby\nexpect no page",
                line: 2,
                message: "nothing says where the controllers are: write first controllers 3 in a b c"
            ),
            Mistake(
                text: "regions a active, b standby\ncontrollers 1 in b\nexpect no page",
                line: 3,
                message: "nothing says how long it lasts: write for example lasts 60s"
            ),
            Mistake(
                text: cluster + "at 5s power off a",
                line: 4,
                message: "nothing is expected: write for example expect app1 moves to b between 5s and 15s"
            ),
            Mistake(
                text: cluster + "at 20s power off a\nexpect no page",
                line: 4,
                message: "20s is after the end: let it happen before 10s, or write lasts longer"
            ),
            Mistake(
                text: cluster + "lasts 20s",
                line: 4,
                message: "\"lasts\" has been said before: keep one of the two lines"
            ),
            Mistake(
                text: cluster + "at 5s power off a\nagents 2 a region",
                line: 5,
                message: "\"agents\" is about the cluster: move the line above the first at, when or expect"
            ),
        ] + [
            cue("at noon power off a", "\"noon\" is not a time: write 250ms, 20s or 1m30s"),
            cue(
                "at 5s flood a",
                """
                nothing is called "flood": it is one of cut, heal, power, slow, kill, freeze, restart, step, stop, fill, \
                break, unready, stall, depose, tamper, lose and order
                """
            ),
            cue("at 5s power off x", "there is no \"x\" here: a region is one of a, b, c"),
            cue("at 5s power on a", "a has power: write power off a in a line before this one"),
            cue("at 5s heal a", "nothing is cut at a for good: cut it in a line before this one"),
            cue("at 5s cut a", "here has to stand \"from\", and the line ends"),
            cue(
                "at 5s cut a from mars",
                "there is no \"mars\" here: a place is one of a, b, c, store, dns, customers"
            ),
            cue(
                "at 5s kill a9",
                """
                there is no "a9" here: a process is one of the leader, controller1, controller2, controller3, a1, a2, b1, b2, c1, c2
                """
            ),
            cue("at 5s break app9 in a", "there is no \"app9\" here: an application is one of app1"),
            cue("at 5s freeze the leader for ever", "\"ever\" is not a time: write 250ms, 20s or 1m30s"),
            cue(
                "at 5s order lunch of app1",
                """
                nobody can order "lunch": order failover, switchover, failback, freeze, unfreeze, approval, rejection, abort, retry, \
                skip, reapplication, declaration, unreadable plan or controllers
                """
            ),
            cue(
                "when pigs fly, power off a",
                """
                there is no such occasion: write when step X begins, when step X ends, when hook X starts, when hook X has run, \
                when a proposal opens, when a vote is cast, when an epoch moves, when the controllers change, \
                when DNS is read or when DNS is written
                """
            ),
            cue("when step dns begins power off a", "here has to stand \",\", not \"power\""),
            expectation(
                "expect app1 sings in a",
                """
                an application stays in, moves to, is written in, is not written in, is served in the end by, loses at most, \
                loses nothing, not "sings"
                """
            ),
            expectation("expect app1 stays in x", "there is no \"x\" here: a region is one of a, b, c"),
            expectation("expect app1 moves to b between 9s and 5s", "9s is not before 5s: swap them"),
            expectation(
                "expect a page about rain",
                "here has to stand a text in quotation marks, for example \"isolated\""
            ),
            expectation("expect lint fatal x", "lint says error, warning or note, not \"fatal\""),
        ]
}
