import Domain
import Foundation
import NIOCore
import NIOPosix
import Ports
import SystemClock
import TestSupport
import Testing

@testable import AgentAdapters

struct StatusServerTests {
    private let clock = SystemTime()

    private func status(_ guardians: [(ApplicationID, active: Duration?)], at now: Instant) -> AgentStatus {
        AgentStatus(
            agent: "a1",
            region: "us-east-1",
            guardians: guardians.map { name, active in
                let end = active.map { now.advanced(by: $0) }
                return GuardianStatus(
                    application: name,
                    epoch: 7,
                    isFenced: active == nil,
                    leaseEnd: end,
                    activeUntil: end,
                    margin: 1
                )
            }
        )
    }

    private let now = Instant(sinceBoot: .seconds(1000))

    private func page(_ guardians: [(ApplicationID, active: Duration?)]) -> StatusPage {
        StatusPage(status: status(guardians, at: now), shownAt: now)
    }

    @Test func activeIsYesOnlyWhileTheLeaseLives() {
        let page = page([("printapp", .seconds(5))])
        for target in ["/active", "/active/printapp", "/active?application=printapp", "/active/printapp?x=y"] {
            #expect(page.answer(to: target, at: now).status == 200)
            #expect(page.answer(to: target, at: now.advanced(by: .milliseconds(4999))).status == 200)
            // Nobody showed anything newer: the agent hangs.
            #expect(page.answer(to: target, at: now.advanced(by: .seconds(5))).status == 503)
        }
    }

    @Test(arguments: ["/active/other", "/active?application=other", "/active/", "/active?application="])
    func anotherApplicationIsNeverActive(target: String) {
        #expect(page([("printapp", nil)]).answer(to: target, at: now).status == 503)
    }

    @Test func ofSeveralApplicationsOneMustBeNamed() {
        let page = page([("blog", .seconds(5)), ("printapp", nil)])
        #expect(page.answer(to: "/active", at: now).status == 503)
        #expect(page.answer(to: "/active/blog", at: now).status == 200)
        #expect(page.answer(to: "/active/printapp", at: now).status == 503)
    }

    @Test func beforeTheAgentHasShownAnythingNothingIsActive() {
        let page = StatusPage(status: nil, shownAt: nil)
        for target in ["/active", "/active/printapp", "/lease", "/healthz"] {
            #expect(page.answer(to: target, at: now).status == 503)
        }
        #expect(page.answer(to: "/metrics", at: now).status == 200)
    }

    @Test func leaseTellsTheDetails() {
        let page = page([("blog", nil), ("printapp", .milliseconds(1500))])
        let answer = page.answer(to: "/lease", at: now.advanced(by: .milliseconds(500)))
        #expect(answer.contentType == "application/json")
        #expect(
            answer.body
                == #"{"agent":"a1","applications":[{"active":false,"application":"blog","epoch":7,"fenced":true,"#
                + #""lease_remaining_ms":null,"margin":1,"times_found_open":0},{"active":true,"application":"printapp","epoch":7,"fenced":false,"#
                + #""lease_remaining_ms":1000,"margin":1,"times_found_open":0}],"region":"us-east-1"}"# + "\n"
        )
    }

    @Test func healthIsWhetherTheLoopRuns() {
        let page = page([])
        #expect(page.answer(to: "/healthz", at: now.advanced(by: .milliseconds(4999))).status == 200)
        #expect(page.answer(to: "/healthz", at: now.advanced(by: .seconds(5))).status == 503)
    }

    @Test func metricsAreInTheTextFormat() {
        let text = page([("printapp", .seconds(5))]).answer(to: "/metrics", at: now.advanced(by: .seconds(1))).body
        let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == [
                #"holdfast_agent_active{application="printapp"} 1.0"#,
                #"holdfast_agent_fenced{application="printapp"} 0.0"#,
                #"holdfast_agent_lease_remaining_seconds{application="printapp"} 4.0"#,
                #"holdfast_agent_lease_margin{application="printapp"} 1.0"#,
                #"holdfast_agent_fence_found_open{application="printapp"} 0.0"#,
                #"holdfast_agent_epoch{application="printapp"} 7.0"#, "holdfast_agent_status_age_seconds 1.0",
            ]
        )
    }

    @Test(arguments: ["/", "", "/nothing", "/active/a/b", "/lease/x", "//"]) func otherPathsAreNotThere(target: String)
    {
        #expect(page([("printapp", .seconds(5))]).answer(to: target, at: now).status == 404)
    }

    // MARK: Over the network

    private func withServer(_ body: (StatusServer, Int) async throws -> Void) async throws {
        let server = StatusServer()
        let port = OneShot<Int>()
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run(port: 0) { port.fulfil($0) } }
            defer { group.cancelAll() }
            try await body(server, port.value)
        }
    }

    private func curl(_ port: Int, _ path: String, _ more: [String] = []) async -> String {
        let format = "%{http_code} %{num_connects} "
        return await sh(["curl", "-s", "-m", "10", "-w", format] + more + ["http://127.0.0.1:\(port)\(path)"])
    }

    @Test func itServesWhatWasShownLastOverOneConnection() async throws {
        try await withServer { server, port in
            #expect(await curl(port, "/active") == "nothing of that name is guarded here | 503 1")
            server.show(status([("printapp", .seconds(60))], at: clock.instant))
            #expect(await curl(port, "/active") == "active | 200 1")
            // The second request goes over the connection of the first.
            let twice = await curl(port, "/active", ["http://127.0.0.1:\(port)/healthz"])
            #expect(twice == "ok | 200 1 active | 200 0")
            server.show(status([("printapp", nil)], at: clock.instant))
            #expect(await curl(port, "/active") == "not active | 503 1")
            #expect(await curl(port, "/active", ["-X", "POST", "-d", "x"]) == "only GET and HEAD | 405 1")
            #expect(await curl(port, "/active", ["-I", "-o", "/dev/null"]) == "503 1")
        }
    }

    @Test func connectionsAreBounded() async throws {
        try await withServer { server, port in
            server.show(status([("printapp", .seconds(60))], at: clock.instant))
            var open: [any NIOCore.Channel] = []
            for _ in 0..<300 {
                open.append(
                    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connect(host: "127.0.0.1", port: port).get()
                )
            }
            #expect(await eventually { open.count { $0.isActive } <= 256 })
            for channel in open { try? await channel.close() }
            #expect(await eventually { await curl(port, "/active", ["--retry", "3"]).hasPrefix("active") })
        }
    }

    @Test func aPortThatIsTakenIsAnErrorThatNamesIt() async throws {
        try await withServer { _, port in
            let error = await #expect(throws: PortError.self) { try await StatusServer().run(port: port) }
            #expect(error?.message.contains("127.0.0.1:\(port)") == true)
        }
    }
}
