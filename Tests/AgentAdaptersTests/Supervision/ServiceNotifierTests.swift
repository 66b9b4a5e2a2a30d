import Foundation
import Glibc
import Systemd
import Testing
import TestSupport

@testable import AgentAdapters

struct ServiceNotifierTests {
    /// Hears what a notifier sends to the socket of this name.
    private func hear(_ name: String, watchdog: String? = nil, _ speak: (ServiceNotifier) -> Void) throws -> [String] {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(name.utf8)) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.utf8.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0)
        speak(ServiceNotifier { ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": watchdog][$0] ?? nil })
        var heard: [String] = []
        var buffer = [UInt8](repeating: 0, count: 1000)
        while case let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)), count > 0 {
            heard.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return heard
    }

    @Test func systemdHearsTheStatesOnAFileAndOnAnAbstractName() throws {
        let scratch = try Scratch()
        for name in [scratch.file("notify"), "@holdfast-test-\(UUID().uuidString)"] {
            let heard = try hear(name) {
                $0.ready()
                $0.watchdog()
                $0.status("serves\nwell")
                $0.stopping()
            }
            #expect(heard == ["READY=1", "WATCHDOG=1", "STATUS=serves well", "STOPPING=1"])
        }
    }

    @Test func theAgentsLoopSaysReadyOnceAndFeedsTheWatchdogNowAndThen() throws {
        let scratch = try Scratch()
        let heard = try hear(scratch.file("notify"), watchdog: "60000000") { notifier in
            let supervisor = SystemdSupervisor(notifier)
            for _ in 0..<100 { supervisor.loopRan() }
        }
        #expect(heard == ["READY=1", "WATCHDOG=1"])
        let fast = try hear(scratch.file("other"), watchdog: "10") { notifier in
            let supervisor = SystemdSupervisor(notifier)
            for _ in 0..<3 {
                supervisor.loopRan()
                usleep(1000)
            }
        }
        #expect(fast == ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"])
    }

    @Test func withoutASocketOrAListenerNothingHappens() {
        for socket in [
            nil, "", "relative", "/no/such/socket", "@nobody-\(UUID().uuidString)",
            "/" + String(repeating: "x", count: 200),
        ] {
            ServiceNotifier { $0 == "NOTIFY_SOCKET" ? socket : nil }.ready()
        }
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "3000000"], Duration.seconds(3)),
        (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "\(getpid())"], .seconds(3)),
        (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"], nil), (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
    ])
    func theWatchdogIsFedOnlyWhereItWaitsForThisProcess(environment: [String: String], interval: Duration?) {
        let all = environment.merging(["NOTIFY_SOCKET": "/run/systemd/notify"]) { $1 }
        #expect(ServiceNotifier { all[$0] }.watchdogInterval == interval)
        #expect(ServiceNotifier { environment[$0] }.watchdogInterval == nil)
    }
}
