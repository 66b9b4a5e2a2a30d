import Domain
import Foundation
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

/// Real connections between two network namespaces, through a real packet filter. Needs root, nft, ip and python3.
@Suite(.serialized) struct NFTablesFenceTests {
    private let clock = SystemTime()
    /// A permission that ends soon, but not before a busy machine has used it.
    private static let short = Duration.seconds(4)
    /// Later than this after the end of a permission nothing may come through: the kernel's timer, and a busy machine's clocks.
    private static let latest = Duration.seconds(1)

    private func fence(
        _ hosts: TwoHosts,
        addresses: [String] = [],
        nft: [String] = ["nft"],
        limit: Duration = .seconds(20)
    ) -> NFTablesFence {
        let configuration = NFTablesFenceConfiguration(
            application: "print-app.1",
            ports: [5432, 6432],
            addresses: addresses,
            nft: hosts.onServer(nft),
            limit: limit,
            // A busy machine must not be taken for a packet filter that hangs.
            starting: .seconds(20),
            fenceTimeout: .seconds(60)
        )
        return NFTablesFence(configuration, log: testLog)
    }

    private func soon(_ duration: Duration = .seconds(30)) -> Instant { clock.instant.advanced(by: duration) }

    private func withServer(_ body: (TwoHosts, Background) async throws -> Void) async throws {
        try await TwoHosts.with { hosts in
            let argv = hosts.onServer(["python3", "-c", NetworkScripts.server, "", "5432", "6432", "8080"])
            try await Background.with(argv) { server in
                #expect(await eventually { server.lines.count { $0.hasPrefix("listening") } == 3 })
                try await body(hosts, server)
            }
        }
    }

    /// Whether a connection can be made, from the other host and from the server's own.
    private func reach(_ hosts: TwoHosts, port: Int = 5432) async -> [Bool] {
        let connect = ["python3", "-c", NetworkScripts.connect]
        var reached: [Bool] = []
        for argv in [
            hosts.onClient(connect + ["192.0.2.1"]), hosts.onServer(connect + ["127.0.0.1"]),
            hosts.onServer(connect + ["192.0.2.1"]),
        ] {
            reached.append(await sh(argv + ["\(port)"]) == "connected")
        }
        return reached
    }

    private func talk(_ hosts: TwoHosts, port: Int = 5432) -> [String] {
        hosts.onClient(["python3", "-c", NetworkScripts.talk, "192.0.2.1", "\(port)"])
    }

    /// When the last answer came and when the error, and how many answers there were.
    private func cut(_ talk: Background) async throws -> (last: Instant, end: Instant, count: Int) {
        let line = try #require(await talk.line("cut"))
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        try #require(numbers.count == 3)
        let instants = numbers[..<2].map { Instant(sinceBoot: .milliseconds($0)) }
        return (instants[0], instants[1], numbers[2])
    }

    @Test(arguments: [[], ["192.0.2.1", "127.0.0.0/8"]])
    func guardedPortsAreReachableOnlyWhileTheFenceIsOpen(addresses: [String]) async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts, addresses: addresses)
            #expect(fence.description.defect == nil)
            #expect(await fence.install())
            for port in [5432, 6432] { #expect(await reach(hosts, port: port) == [false, false, false]) }
            #expect(await reach(hosts, port: 8080) == [true, true, true])
            #expect(await fence.open(until: soon()))
            for port in [5432, 6432] { #expect(await reach(hosts, port: port) == [true, true, true]) }
            await fence.close()
            #expect(await reach(hosts) == [false, false, false])
        }
    }

    @Test func thePermissionExpiresByItselfAndCutsEstablishedConnectionsBothWays() async throws {
        try await withServer { hosts, server in
            let fence = fence(hosts)
            #expect(await fence.install())
            let deadline = soon(Self.short)
            #expect(await fence.open(until: deadline))
            try await Background.with(talk(hosts)) { client in
                #expect(await client.line("talking") != nil)
                // Nobody touches the fence any more.
                let end = try await cut(client)
                let lateness = end.last - deadline
                #expect(lateness < Self.latest, "the last answer came \(lateness.text) after the deadline")
                #expect(end.last > deadline.advanced(by: .seconds(-1)))
                #expect(await server.line("server lost") != nil)
            }
            #expect(await reach(hosts) == [false, false, false])
        }
    }

    @Test func closingCutsAtOnceAndOnlyWhatIsGuarded() async throws {
        try await withServer { hosts, server in
            let fence = fence(hosts)
            #expect(await fence.open(until: soon()))
            try await Background.with(talk(hosts, port: 8080)) { bystander in
                try await Background.with(talk(hosts)) { client in
                    #expect(await client.line("talking") != nil)
                    #expect(await bystander.line("talking") != nil)
                    await fence.close()
                    let closed = clock.instant
                    let end = try await cut(client)
                    #expect(end.last <= closed)
                    #expect(end.end - closed < .seconds(5))
                    #expect(await server.line("server lost") != nil)
                }
                await OwnThread.pause(.milliseconds(100))
                #expect(!bystander.lines.contains { $0.hasPrefix("cut") })
            }
        }
    }

    @Test func renewalsCarryAConnectionOverTheDeadlineWithoutABlip() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts)
            let first = soon(Self.short)
            #expect(await fence.open(until: first))
            try await Background.with(talk(hosts)) { client in
                #expect(await client.line("talking") != nil)
                var deadline = first
                while clock.instant < first.advanced(by: .seconds(1)) {
                    deadline = soon(Self.short)
                    #expect(await fence.extend(until: deadline))
                    await OwnThread.pause(.milliseconds(50))
                }
                #expect(client.lines == ["talking"])
                let end = try await cut(client)
                #expect(end.last > deadline.advanced(by: .seconds(-1)))
                #expect(end.last - deadline < Self.latest)
            }
        }
    }

    @Test func aShorterDeadlineTakesEffectToo() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts)
            #expect(await fence.open(until: soon(.seconds(300))))
            #expect(await fence.extend(until: soon(Self.short)))
            #expect(await eventually { await reach(hosts) == [false, false, false] })
        }
    }

    @Test func aNewProcessKeepsTheTableAndThePermissionOfItsPredecessor() async throws {
        try await withServer { hosts, _ in
            #expect(await fence(hosts).open(until: soon()))
            let successor = fence(hosts)
            #expect(await successor.install())
            #expect(await reach(hosts) == [true, true, true])
            await successor.close()
            #expect(await reach(hosts) == [false, false, false])
        }
    }

    private static let table = "inet holdfast_print-app.1"

    /// What makes guarded ports reachable behind the agent's back.
    static let tampering = [
        "flush ruleset", "delete table \(table)", "flush table \(table)", "flush chain \(table) gate",
        "flush chain \(table) arriving; flush chain \(table) leaving", "insert rule \(table) gate accept",
        "add element \(table) lease { tcp }", "add table \(table) { flags dormant; }",
        // Nothing here can be mended in place: it is of another make.
        "delete table \(table); add table \(table); add chain \(table) arriving; add chain \(table) leaving",
        "delete table \(table); add table \(table); add set \(table) lease { type inet_service; }",
    ]

    @Test func aClosedFenceThatSomebodyOpenedIsFoundOpenAndClosedAgain() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts)
            await fence.close()
            for tampering in Self.tampering {
                await sh(hosts.onServer(["nft", tampering]))
                #expect(await reach(hosts).contains(true), "\(tampering) opens it")
                #expect(await fence.closeAgain() == .wasOpen, "\(tampering) is found")
                #expect(await reach(hosts) == [false, false, false])
                #expect(await fence.closeAgain() == .wasClosed)
            }
        }
    }

    @Test func closingAgainWithoutAnAnswerOfThePacketFilterFailsAndComesBack() async throws {
        let scratch = try Scratch()
        let broken = scratch.file("broken")
        let script = try scratch.script("nft", "test -e \(broken) && exit 1; exec nft \"$@\"")
        try await withServer { hosts, _ in
            let fence = fence(hosts, nft: [script])
            await fence.close()
            #expect(FileManager.default.createFile(atPath: broken, contents: nil))
            #expect(await fence.closeAgain() == .failed)
            try FileManager.default.removeItem(atPath: broken)
            #expect(await fence.closeAgain() == .wasClosed)
        }
    }

    @Test func closingAgainDoesNotMindAFenceThatIsClosed() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts, addresses: ["192.0.2.1", "127.0.0.0/8", "2001:db8::/32"])
            await fence.close()
            for _ in 0..<3 { #expect(await fence.closeAgain() == .wasClosed) }
            #expect(await fence.open(until: soon()))
            #expect(await reach(hosts) == [true, true, true])
        }
    }

    @Test func aRenewalPutsBackWhatSomebodyRemoved() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts)
            for tampering in Self.tampering {
                #expect(await fence.open(until: soon()))
                await sh(hosts.onServer(["nft", tampering]))
                // What cannot be mended in place is closed; the guardian opens it again.
                let isHeld = await fence.extend(until: soon(.seconds(2)))
                #expect(isHeld != tampering.contains("; add table"), "\(tampering)")
                let closes = await eventually { await reach(hosts) == [false, false, false] }
                #expect(closes, "\(tampering) outlives the lease")
            }
        }
    }

    @Test func nothingIsOpenedForALeaseThatIsOver() async throws {
        try await withServer { hosts, _ in
            let fence = fence(hosts)
            #expect(await fence.install())
            #expect(await !fence.open(until: clock.instant))
            #expect(await reach(hosts) == [false, false, false])
        }
    }

    @Test func anNFTThatHangsIsEndedAndWhatItWouldHaveOpenedIsClosed() async throws {
        let scratch = try Scratch()
        let once = scratch.file("once")
        // The second run hangs before it does its work, as on a starved host.
        let script = try scratch.script("nft", "if test -e \(once); then rm \(once); sleep 600; fi; exec nft \"$@\"")
        try await withServer { hosts, _ in
            let fence = fence(hosts, nft: [script], limit: .seconds(3))
            #expect(await fence.open(until: soon()))
            #expect(FileManager.default.createFile(atPath: once, contents: nil))
            let before = clock.instant
            #expect(await !fence.extend(until: soon()))
            #expect(clock.instant - before < .seconds(60))
            #expect(await reach(hosts) == [false, false, false])
        }
    }

    @Test(arguments: [
        ("bad name", [UInt16(5432)], [String]()), ("printapp", [], []), ("printapp", [5432], ["db.example.com"]),
        ("printapp", [5432], ["192.0.2.1 }; flush ruleset"]),
    ])
    func whatTheFilterCannotExpressIsADefect(application: String, ports: [UInt16], addresses: [String]) {
        let configuration = NFTablesFenceConfiguration(
            application: ApplicationID(application),
            ports: ports,
            addresses: addresses,
            fenceTimeout: .seconds(2)
        )
        #expect(NFTablesFence(configuration, log: testLog).description.defect != nil)
    }

    @Test func aFenceTimeoutShorterThanTheBoundIsADefect() throws {
        let configuration = NFTablesFenceConfiguration(
            application: "printapp",
            ports: [5432],
            fenceTimeout: .milliseconds(600)
        )
        let defect = try #require(NFTablesFence(configuration, log: testLog).description.defect)
        #expect(defect.contains("nft limit 1s + kernel timer 10ms"))
    }
}
