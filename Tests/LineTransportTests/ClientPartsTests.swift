import Domain
import Testing
import TestSupport

@testable import LineTransport

/// The parts of a client that decide something.
struct ClientPartsTests {
    private func report(_ number: UInt64) -> AgentMessage {
        .report(AgentReport(process: 1, number: ReportNumber(number)))
    }
    private let key = HookKey(execution: "e", step: "s", attempt: 1)

    private func drain(_ outbox: inout AgentOutbox) -> [AgentMessage] {
        var all: [AgentMessage] = []
        while let message = outbox.next() { all.append(message) }
        return all
    }

    @Test func ofReportsThatWaitOnlyTheNewestIsSentAfterWhatHooksSaid() {
        var outbox = AgentOutbox()
        outbox.open()
        let status = AgentMessage.hookStatus(HookStatus(key: key, state: .running))
        for message in [report(1), status, report(2), report(3)] { _ = outbox.add(message) }
        #expect(drain(&outbox) == [status, report(3)])
    }

    @Test func withoutAConnectionNothingWaits() {
        var outbox = AgentOutbox()
        let taken = [outbox.add(report(1)), outbox.next() != nil]
        outbox.open()
        let takenWhileOpen = outbox.add(report(2))
        outbox.close()
        outbox.open()
        #expect(taken == [false, false] && takenWhileOpen)
        #expect(drain(&outbox).isEmpty)
    }

    @Test func outputGivesWayToStatus() {
        var outbox = AgentOutbox()
        outbox.open()
        for number in 0..<1000 { _ = outbox.add(.hookOutput(HookOutput(key: key, text: "\(number)"))) }
        let status = AgentMessage.hookStatus(HookStatus(key: key, state: .timedOut))
        _ = outbox.add(status)
        let sent = drain(&outbox)
        #expect(sent.count == 256 && sent.last == status)
    }

    @Test func waitsDoubleUpToTheLongestWithJitter() {
        var backoff = Backoff(shortest: .milliseconds(200), longest: .seconds(5))
        var random = SeededGenerator(seed: 7)
        for full in [200, 400, 800, 1600, 3200, 5000, 5000, 5000] {
            let wait = backoff.next(using: &random)
            #expect((Duration.milliseconds(full / 2)...Duration.milliseconds(full)).contains(wait), "\(full)")
        }
        backoff.reset()
        let first = backoff.next(using: &random)
        backoff.exhaust()
        let longest = backoff.next(using: &random)
        #expect(first <= .milliseconds(200) && longest >= .milliseconds(2500))
    }

    @Test(arguments: [
        ("a.example.com", "a.example.com", 7420), ("a:1", "a", 1), ("192.0.2.1:65535", "192.0.2.1", 65535),
        ("2001:db8::1", "2001:db8::1", 7420), ("[2001:db8::1]", "2001:db8::1", 7420),
        ("[2001:db8::1]:8", "2001:db8::1", 8),
    ])
    func addressesAreRead(text: String, host: String, port: Int) {
        #expect(NetworkAddress(text) == NetworkAddress(host: host, port: port))
    }

    @Test(arguments: ["", ":1", "a:", "a:0", "a:65536", "a:x", "[::1", "[::1]x", "[]:1", "a b:1"])
    func whatIsNoAddressIsNotRead(text: String) {
        #expect(NetworkAddress(text) == nil)
    }
}
