import Logging
import NIOCore
import Testing

@testable import LineTransport

struct StrangerLogTests {
    private let lines = LogLines()
    private let start = NIODeadline.now()

    @Test func theSameIsSaidAgainAfterAWhileOnly() {
        let log = StrangerLog(lines.logger)
        for second in 0..<600 { log.note(address: "192.0.2.1", reason: "a", at: start + .seconds(Int64(second))) }
        #expect(lines.allReasons == ["a"])
        log.note(address: "192.0.2.1", reason: "a", at: start + .seconds(600))
        #expect(lines.allReasons == ["a", "a"])
    }

    @Test func anotherAddressPeerOrReasonIsSaidAtOnce() {
        let log = StrangerLog(lines.logger)
        log.note(address: "192.0.2.1", reason: "a", at: start)
        log.note(address: "192.0.2.2", reason: "a", at: start)
        log.note(address: "192.0.2.2", peer: "spiffe://x", reason: "a", at: start)
        log.note(address: "192.0.2.1", reason: "b", at: start)
        #expect(lines.allReasons == ["a", "a", "a", "b"])
    }

    @Test func whatIsRememberedIsBounded() {
        let log = StrangerLog(lines.logger)
        for number in 0..<3000 { log.note(address: "\(number)", reason: "a", at: start) }
        #expect(lines.allReasons.count == 1024)
        log.note(address: "new", reason: "b", at: start + .minutes(10))
        #expect(lines.allReasons.last == "b")
    }
}
