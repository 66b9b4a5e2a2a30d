import Domain
import Ports
import Testing
import TestSupport

@testable import Commands

struct WatchTests {
    @Test(arguments: [ScreenSize(columns: 100, rows: 36), ScreenSize(columns: 60, rows: 12)])
    func theScreenIsDrawnAsReviewed(size: ScreenSize) throws {
        var text = ""
        let pictures = [
            ("asking", StatusScreen()), ("calm", StatusScreen(view: Samples.calm)),
            ("trouble", StatusScreen(view: Samples.trouble)),
            ("cut off", StatusScreen(view: Samples.calm, trouble: "cannot connect to a:7420: refused", firstLine: 2)),
        ]
        for (name, screen) in pictures {
            text += "=== \(name)\n" + screen.lines(size).map { $0.plain + "|\n" }.joined()
        }
        try golden.check(text, against: "screen-\(size.columns)x\(size.rows).txt")
    }

    @Test func itFillsEveryScreenExactly() {
        for (columns, rows) in [(1, 1), (3, 2), (20, 3), (80, 9), (80, 24), (200, 60)] {
            for line in [0, 5, 1000] {
                let size = ScreenSize(columns: columns, rows: rows)
                let lines = StatusScreen(view: Samples.trouble, trouble: "away", firstLine: line).lines(size)
                #expect(lines.count == rows)
                #expect(lines.allSatisfy { $0.width <= columns })
            }
        }
    }

    @Test(arguments: ["q", "\u{03}"])
    func itEndsWithAKeyAndGivesTheTerminalBack(key: String) async throws {
        let terminal = FakeTerminal(isInteractive: true, keys: [[], [], Array(key.utf8)])
        let controller = FakeController { _ in OperatorAnswer(.done, "", body: .status(Samples.calm)) }
        let bench = try Bench([controller], terminal: { terminal })
        let run = try await bench.runAsOperator(["status", "--watch"])
        #expect(run.code == 0)
        #expect(!terminal.hasScreen)
        #expect(run.output.hasPrefix("\u{1B}[H"))
    }

    @Test func itNeedsATerminal() async throws {
        let bench = try Bench([FakeController { _ in OperatorAnswer(.done, "") }])
        #expect(try await bench.runAsOperator(["status", "--watch"]).code == 2)
    }

    @Test(arguments: [
        ("q", [ScreenKey.quit]), ("\u{03}", [.quit]), ("\u{1B}[A\u{1B}OBj", [.up, .down, .down]), ("\u{1B}", []),
        ("\u{1B}[Zx", []),
    ])
    func keysAreUnderstood(text: String, keys: [ScreenKey]) {
        #expect(ScreenKey.keys(in: Array(text.utf8)) == keys)
    }
}
