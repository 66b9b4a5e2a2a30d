import Domain
import Foundation
import Glibc
import Ports
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

/// The real programs: a controller that grants, and an agent under a supervisor that obeys the unit that is shipped, around a
/// writer that writes while its door is open.
final class World: Sendable {
    /// What agent.yaml promises.
    static let fenceTimeout = Duration.seconds(7)
    static let unit = root + "/deploy/systemd/holdfast-agent.service"

    let scratch: Scratch
    let clock = SystemTime()
    private let launched = WorkQueue<Program>()
    private let controllerPort = freePort()
    private let statusPort = freePort()
    private let mark: (name: String, value: String)

    private init() throws {
        scratch = try Scratch()
        mark = ("HOLDFAST_TEST", scratch.path)
    }

    /// Runs the body between making a world and ending all that runs in it.
    static func with(_ body: (World) async throws -> Void) async throws {
        let world = try World()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await world.runLaunched() }
            do {
                try await body(world)
            } catch {
                world.end()
                throw error
            }
            world.end()
        }
    }

    private func runLaunched() async {
        await withDiscardingTaskGroup { group in
            for await program in launched.items { group.addTask { await program.run() } }
        }
    }

    private func end() {
        launched.finish()
        // Twice: one that is being born while the first round is made is found by the second.
        for _ in 0..<2 { killAll(marked: "\(mark.name)=\(mark.value)") }
    }

    func launch(_ argv: [String]) -> Program {
        let program = Program(argv, environment: [mark.name: mark.value])
        launched.add(program)
        return program
    }

    // MARK: Programs

    private static var root: String {
        URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").replacing("//", with: "/")
    }

    /// Where the build puts programs: beside this test.
    static func binary(_ name: String) -> String {
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: test).deletingLastPathComponent().path + "/" + name
    }

    func issueCertificates() async {
        let holdfast = Self.binary("holdfast")
        let pki = scratch.file("pki")
        await sh([holdfast, "pki", "init", "--cluster", "test", "--dir", pki])
        for subject in [
            ["controller", "c1", "--ip", "127.0.0.1"], ["operator", "ada"], ["agent", "us-east-1", "east-1"],
        ] {
            await sh([holdfast, "pki", "issue"] + subject + ["--dir", pki])
        }
    }

    /// Starts a controller that has the plan.
    func startController() async throws -> Program {
        await issueCertificates()
        try scratch.write("plan.yaml", Files.plan)
        try scratch.write("controller.yaml", Files.controller(in: scratch, port: controllerPort))
        try scratch.write("operator.yaml", Files.operator(in: scratch, controllerPort: controllerPort))
        try FileManager.default.createDirectory(atPath: scratch.file("controller"), withIntermediateDirectories: true)
        let controller = launch([Self.binary("holdfast-controller"), "--config", scratch.file("controller.yaml")])
        try #require(await eventually { controller.text.contains(" leads") }, "\(controller.text)")
        let operatorFile = scratch.file("operator.yaml")
        let holdfast = Self.binary("holdfast")
        await sh([holdfast, "plan", "apply", scratch.file("plan.yaml"), "--reason", "test", "--config", operatorFile])
        return controller
    }

    func startWriter() async throws {
        _ = launch(["python3", Files.script("writer.py"), door, scratch.file("writes"), scratch.file("writer.pid")])
        try #require(await eventually { self.scratch.exists("writer.pid") })
    }

    /// Starts the agent under the unit that is shipped. The certificates are to be there before.
    func startSupervisor(fence: String, inside prefix: [String] = []) throws -> Supervisor {
        let directory = scratch.file(UUID().uuidString)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try scratch.write(
            "agent.yaml",
            Files.agent(in: scratch, controllerPort: controllerPort, statusPort: statusPort, fence: fence)
        )
        try scratch.write("holdfast-agent", Files.agentProgram(in: scratch))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: scratch.file("holdfast-agent")
        )
        let program = launch(
            prefix + [
                "python3", Files.script("supervisor.py"), Self.unit, directory,
                "/usr/bin/holdfast-agent=\(scratch.file("holdfast-agent"))",
                "/etc/holdfast/agent.yaml=\(scratch.file("agent.yaml"))",
            ]
        )
        return Supervisor(program: program, log: directory + "/service.log")
    }

    // MARK: What the writer does

    var door: String { scratch.file("door") }

    /// When it wrote.
    var writes: [Instant] {
        (scratch.text("writes") ?? "").split(separator: "\n").compactMap { Int($0) }
            .map { Instant(sinceBoot: .milliseconds($0)) }
    }

    var lastWrite: Instant { writes.last ?? .boot }

    /// Whether something was written in the last moment.
    var isWritten: Bool { lastWrite + .milliseconds(250) > clock.instant }

    /// How often the fence was told to close.
    var closings: Int { (scratch.text("closings") ?? "").split(separator: "\n").count }

    /// The lease that the agent has left on disk.
    var lease: (process: ProcessNumber, end: Instant)? {
        guard let record = try? LeaseRecord.read(scratch.file("run/printapp.lease")), record.lease != nil else {
            return nil
        }
        return (record.process, record.end)
    }
}
