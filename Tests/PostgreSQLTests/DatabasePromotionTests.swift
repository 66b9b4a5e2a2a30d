import Domain
import Ports
import Synchronization
import TestSupport
import Testing

@testable import AgentAdapters

/// A promotion on behalf of an execution, and one by hand.
struct DatabasePromotionTests {
    private let scratch: Scratch
    private let directories: AgentDirectories
    private let printed = Printed()

    private final class Printed: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var text: String { lines.withLock { $0.joined(separator: "\n") } }
    }

    init() throws {
        scratch = try Scratch()
        directories = AgentDirectories(state: scratch.file("state"), runtime: scratch.file("run"))
        try DurableFile.createDirectory(directories.state)
    }

    private func promotion(of server: PostgresServer, by execution: String? = nil) throws -> DatabasePromotion {
        var environment = ["DSN": server.place()]
        environment["HOLDFAST_EXECUTION"] = execution
        environment["HOLDFAST_APPLICATION"] = "app"
        environment["HOLDFAST_EPOCH"] = "2"
        return try DatabasePromotion(
            of: DatabaseDefinition(name: "main", place: .variable("DSN")),
            for: HookOrigin(environment),
            noting: directories,
            environment: environment,
            print: printed.add
        )
    }

    @Test func whatIsDoneForAnExecutionIsDoneForItAlone() throws {
        let server = try PostgresServer(following: try PostgresServer())
        #expect(try promotion(of: server, by: "app-7").isDone() == false)
        try promotion(of: server, by: "app-7").run()
        #expect(printed.text.contains("::output timeline=2\n::output lsn=0/"))
        #expect(try promotion(of: server, by: "app-7").isDone() == true)
        try promotion(of: server, by: "app-7").run()
        // The next one finds a server that is no standby of anybody.
        #expect(try promotion(of: server, by: "app-8").isDone() == false)
        let refusal = #expect(throws: PortError.self) { try promotion(of: server, by: "app-8").run() }
        #expect(refusal?.message.hasPrefix("it follows nobody") == true)
    }

    @Test func byHandAnOldPrimaryIsRefusedToo() throws {
        let server = try PostgresServer()
        #expect(throws: PortError.self) { try promotion(of: server).run() }
        #expect(try promotion(of: server).isDone() == true, "it does take writes")
    }

    /// The order may have waited for its server until somebody else took its place.
    @Test func nobodyIsPromotedUnderAnEpochThatIsOver() throws {
        let server = try PostgresServer(following: try PostgresServer())
        let seen = HighestSeenFile(directories)
        _ = try seen.open()
        try seen.raise(to: HighestSeen(application: "app", epoch: 3))
        let refusal = #expect(throws: PortError.self) { try promotion(of: server, by: "app-7").run() }
        #expect(refusal?.message.contains("epoch 3 has begun, and the order is of epoch 2") == true)
        #expect(try server.execute("SELECT pg_is_in_recovery()") == "t")
    }

    @Test func whoCannotBeAskedIsNotSaidToBeDoneOrNot() throws {
        let server = try PostgresServer()
        let promotion = try promotion(of: server)
        server.remove()
        #expect(promotion.isDone() == nil)
    }
}
