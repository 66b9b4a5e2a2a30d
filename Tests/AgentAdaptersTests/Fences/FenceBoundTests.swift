import Domain
import Testing

@testable import AgentAdapters

struct FenceBoundTests {
    private static let unit = """
        [Unit]
        WatchdogSec=1
        [Service]
        WatchdogSec=2s 500ms
        WatchdogSignal=SIGKILL
        ExecStopPost=/bin/sh -c 'exec /usr/bin/holdfast-agent \\
            --fence-expired'
        """

    private func supervision(_ drop: String = "") -> Result<Supervision, SupervisionDefect> {
        Supervision.promised(by: ServiceUnit(texts: [Self.unit, drop]))
    }

    private func bound(_ drop: String = "", limit: Duration = .seconds(10)) -> FenceBound {
        FenceBound(supervision: supervision(drop), hookLimit: .seconds(2), hardStop: .seconds(1), limit: limit)
    }

    @Test func theBoundIsTheSumOfItsParts() {
        #expect(bound().description == "watchdog 2s500ms + kill 500ms + 2 x hook limit 4s + hard stop 1s = 8s")
        #expect(bound().defect == nil)
        #expect(bound(limit: .seconds(8)).defect == nil)
    }

    @Test func aBoundAboveItsLimitSaysSoWithItsFigures() throws {
        let defect = try #require(bound(limit: .milliseconds(7999)).defect)
        #expect(defect.contains("hard stop 1s = 8s") && defect.contains("fence_timeout 7s999ms"))
    }

    @Test(arguments: [
        ("[Service]\nWatchdogSec=", "no WatchdogSec"), ("[Service]\nWatchdogSec=0", "no WatchdogSec"),
        ("[Service]\nWatchdogSec=infinity", "no WatchdogSec"),
        ("[Service]\nWatchdogSignal=SIGABRT", "WatchdogSignal"), ("[Service]\nWatchdogSignal=", "WatchdogSignal"),
        ("[Service]\nExecStopPost=", "--fence-expired"),
    ])
    func aUnitThatDoesNotHelpIsADefect(drop: String, word: String) throws {
        #expect(try #require(bound(drop).defect).contains(word))
    }

    @Test(arguments: [
        ("3", Duration.seconds(3)), ("1min 30s", .seconds(90)), ("250ms", .milliseconds(250)), ("2 h", .seconds(7200)),
        ("100us", .microseconds(100)),
    ])
    func timeSpansAreReadAsSystemdDoes(text: String, expected: Duration) {
        #expect(TimeSpan(text)?.duration == expected)
    }

    @Test(arguments: ["", "x", "infinity", "3 parsecs", "-1s"]) func whatIsNoTimeSpanIsNone(text: String) {
        #expect(TimeSpan(text) == nil)
    }
}
