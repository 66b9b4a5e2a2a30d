import Domain
import Testing

@testable import Commands

struct StyleTests {
    @Test(arguments: [
        (Duration.milliseconds(2340), "2.3s"), (.seconds(12), "12s"), (.seconds(192), "3m12s"), (.seconds(180), "3m"),
        (.seconds(14_700), "4h5m"), (.seconds(273_600), "3d4h"), (.seconds(31_535_999), "364d"),
        (.zero - .seconds(1), "0.0s"),
    ])
    func durationsShowTheirTwoGreatestUnits(duration: Duration, text: String) {
        #expect(TimeText.short(duration) == text)
    }

    @Test func aTimeShowsItsDateOnlyWhenItIsNotToday() {
        let times = TimeText(now: FakeTime.start)
        #expect(times.both(FakeTime.start + .seconds(-192)) == "08:11:50Z (3m12s ago)")
        #expect(times.both(FakeTime.start + .seconds(86_400)) == "2026-11-24 08:15:02Z (in 1d)")
    }

    @Test func noTextFromOutsideSteersTheTerminal() {
        let text = StyledText("a\u{1B}[2J\u{9B}31m\u{07}\r\n\tb", .bad)
        #expect(text.plain == "a\u{FFFD}[2J\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD} b")
        #expect(text.rendered(inColour: true).hasPrefix("\u{1B}[1;31ma"))
        #expect(text.rendered(inColour: false) == text.plain)
    }

    @Test(arguments: [(5, "abcde"), (4, "abc…"), (1, "…"), (0, "")])
    func clippingNeverExceedsTheWidth(width: Int, text: String) {
        #expect((StyledText("ab", .bad) + StyledText("cde")).clipped(to: width).plain == text)
    }

    @Test func columnsAreAlignedByWhatIsSeen() {
        var table = Table("A", "B")
        table.add(StyledText("long cell", .bad), "x")
        table.add("–", "y")
        #expect(table.lines().map(\.plain) == ["A          B", "long cell  x", "–          y"])
    }

    @Test(arguments: [(nil, true), ("", true), ("1", false)])
    func coloursAreForTerminalsWithoutNO_COLOR(setting: String?, isColoured: Bool) async throws {
        for isTerminal in [true, false] {
            let bench = try Bench(
                [FakeController { _ in ConnectionTests.empty }],
                environment: setting.map { ["NO_COLOR": $0] } ?? [:],
                terminal: { FakeTerminal(isInteractive: isTerminal) }
            )
            let run = try await bench.runAsOperator(["status"])
            #expect(run.output.contains("\u{1B}[") == (isColoured && isTerminal))
        }
    }
}
