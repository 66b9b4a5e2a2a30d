import Domain
import Foundation
import Ports
import TLS
import Testing

/// Peers that share no code with this package.
struct ForeignPeerTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    @Test func opensslSendsARawLineAndIsAnswered() async throws {
        try await TestServer.run(in: cluster) { test in
            let identity = try #require(try cluster.issue(.agent).identity)
            let openssl = try ForeignProcess(
                "/usr/bin/openssl",
                "s_client",
                "-quiet",
                "-tls1_3",
                "-connect",
                "127.0.0.1:\(test.server.port)",
                "-cert",
                identity.certificateFile,
                "-key",
                identity.keyFile,
                "-CAfile",
                cluster.trustFile,
                "-verify_return_error"
            )
            defer { openssl.end() }
            openssl.write(Line.hello + "\n" + Line.report(1) + "\nnot JSON\n")
            _ = try await eventually("the report") { test.reports == [1] ? true : nil }
            let answer = try await eventually("the error frame") { openssl.lines.first { $0.hasPrefix("{") } }
            #expect(answer.hasPrefix(#"{"error":{"code":"CODE_MALFORMED","message":"not a frame"#))
            #expect(try await test.disconnected().contains("not a frame"))
        }
    }

    @Test func opensslWithoutACertificateIsTurnedAway() async throws {
        try await TestServer.run(in: cluster) { test in
            let openssl = try ForeignProcess(
                "/usr/bin/openssl",
                "s_client",
                "-quiet",
                "-connect",
                "127.0.0.1:\(test.server.port)",
                "-CAfile",
                cluster.trustFile
            )
            defer { openssl.end() }
            openssl.write(Line.hello + "\n")
            _ = try await eventually("the end") { openssl.hasEnded ? true : nil }
            #expect(test.events.all.isEmpty)
        }
    }

    @Test func anAgentInPythonMadeFromTheProtocolFilesIsServed() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let protos = folder.appending(path: "../../Protos").standardized.path
        try await TestServer.run(in: cluster) { test in
            let identity = try #require(try cluster.issue(.agent).identity)
            let python = try ForeignProcess(
                "/usr/bin/python3",
                folder.appending(path: "python_agent.py").path,
                "--protos",
                protos,
                "--port",
                "\(test.server.port)",
                "--authority",
                cluster.trustFile,
                "--certificate",
                identity.certificateFile,
                "--key",
                identity.keyFile
            )
            defer { python.end() }
            let report = try await report(in: test, from: python)
            #expect(report == FrameInPython.report)
            test.server.send(.ack(FrameInPython.ack), to: "east-1")
            let answer = try await eventually("the ack in Python: \(python.errors)") { python.lines.first }
            #expect(answer == "ack process=1 number=1 every=1.5 epoch=3 members=a,b,c over=4 proposal=None")
            let bye = try await eventually("the bye") {
                test.messages.last { if case .bye = $0 { true } else { false } }
            }
            #expect(bye == .bye(AgentFarewell(process: 1, backWithin: .seconds(60))))
            #expect(try await test.disconnected() == "the peer closed the connection")
        }
    }

    private func report(in test: TestServer, from python: ForeignProcess) async throws -> AgentReport {
        try await eventually("the report of Python: \(python.errors)") {
            for case .report(let report) in test.messages { return report }
            if python.hasEnded { throw TooLate(description: python.errors) }
            return nil
        }
    }
}

/// What the agent in Python sends and is sent.
enum FrameInPython {
    static let report = AgentReport(
        process: 1,
        number: 1,
        checks: [
            CheckReport(
                application: "printapp",
                check: "api",
                subject: "us-east-1",
                status: .up,
                latest: Observation(
                    outcome: .passed,
                    summary: "HTTP 200 – gut",
                    took: .milliseconds(12),
                    figures: ["connect_ms": 1.5]
                ),
                age: .milliseconds(250),
                badFor: nil,
                hasBeenUp: true
            )
        ],
        leases: [LeaseReport(application: "printapp", highestEpoch: 3, fencedSince: 1, remaining: nil, margin: -2)],
        assignmentVersion: 18_446_744_073_709_551_615
    )

    static let ack = ReportAck(
        process: 1,
        number: 1,
        reportEvery: .milliseconds(1500),
        leases: [
            LeaseAnswer(
                application: "printapp",
                assignment: Assignment(epoch: 3, region: "us-east-1", activatedEpoch: 3),
                grant: Grant(
                    epoch: 3,
                    terms: LeaseTerms(),
                    controllerSet: ControllerSetDescription(version: 1, members: ["a", "b", "c"]),
                    proposalsOver: 4
                )
            )
        ]
    )
}

extension TestServer {
    fileprivate var messages: [AgentMessage] {
        events.all.compactMap { if case .received(let received) = $0 { received.message } else { nil } }
    }
}
