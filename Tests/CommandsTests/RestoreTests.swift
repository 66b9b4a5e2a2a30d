import Commands
import Domain
import Ports
import Synchronization
import Testing

struct RestoreTests {
    /// Keeps what it is given to do.
    final class Shelf: Backups {
        struct Sink: BackupSink {
            let shelf: Shelf
            let head: BackupHead
            var position: JournalPosition = 0
            var isComplete: Bool { position >= head.position }

            mutating func add(_ records: [String]) throws(PortError) {
                position = JournalPosition(position.rawValue + UInt64(records.count))
            }
            func finish() throws(PortError) { shelf.log("sealed at \(position)") }
            func discard() { shelf.log("discarded") }
        }

        private let lines = Mutex<[String]>([])
        private let orders = Mutex<[RestoreOrder]>([])
        let refusal: PortError?

        init(refusal: PortError? = nil) { self.refusal = refusal }

        var logged: [String] { lines.withLock { $0 } }
        var ordered: [RestoreOrder] { orders.withLock { $0 } }
        func log(_ line: String) { lines.withLock { $0.append(line) } }

        func create(_ path: String, cluster: String, _ head: BackupHead) throws(PortError) -> any BackupSink {
            log("\(path) of \(cluster)")
            return Sink(shelf: self, head: head)
        }

        func verify(_ path: String) throws(PortError) -> BackupCheck { throw PortError(.damaged, "\(path) is damaged") }

        func breakGlass(_ order: BreakGlassOrder) async throws(PortError) -> RestoreReport {
            log("\(order.operators.map(\.certificate)): \(order.reason)")
            return try await restore(
                RestoreOrder(
                    file: "",
                    configuration: order.configuration,
                    controllers: [],
                    replaces: true,
                    by: [],
                    reason: order.reason,
                    at: order.at
                )
            )
        }

        func restore(_ order: RestoreOrder) async throws(PortError) -> RestoreReport {
            orders.withLock { $0.append(order) }
            if let refusal { throw refusal }
            return RestoreReport(
                place: "/var/lib/x",
                controller: "c1",
                controllers: ["c1", "c2", "c3"],
                position: 8,
                aside: nil,
                applications: ["printapp"]
            )
        }
    }

    /// A controller whose journal has so many records, and gives two at a time.
    private static func controller(records count: Int, ends end: Int? = nil) -> FakeController {
        FakeController { command in
            guard case .backup(let after) = command else { return OperatorAnswer(.usage, "unexpected") }
            let head = BackupHead(
                controller: "c1",
                at: FakeTime.start,
                position: JournalPosition(UInt64(count)),
                hash: "00",
                state: CoordinationState(board: Board())
            )
            let first = min(Int(after.rawValue), end ?? count)
            let records = (first..<min(first + 2, end ?? count)).map { "record \($0 + 1)" }
            return OperatorAnswer(.done, "", body: .backup(BackupPage(head: head, records: records)))
        }
    }

    @Test func aBackupIsTakenPageByPage() async throws {
        let shelf = Shelf()
        let run = try await (try Bench([Self.controller(records: 5)], backups: shelf)).runAsOperator([
            "backup", "b.hfb",
        ])
        #expect(run.code == 0, "\(run.error)")
        #expect(shelf.logged == ["b.hfb of test", "sealed at 5"])
        #expect(run.output.contains("b.hfb is good: test up to record 5"))
    }

    @Test func aBackupThatCannotBeFinishedLeavesNoFile() async throws {
        let shelf = Shelf()
        let short = Self.controller(records: 5, ends: 3)
        let run = try await (try Bench([short], backups: shelf)).runAsOperator(["backup", "b.hfb"])
        #expect(run.code == 1)
        #expect(shelf.logged == ["b.hfb of test", "discarded"])
    }

    @Test func aRestoreSaysWhatIsToBeDoneNext() async throws {
        let shelf = Shelf()
        let bench = try Bench(backups: shelf, environment: ["SUDO_USER": "ann", "USER": "root"])
        let words = [
            "restore", "b.hfb", "--config", "c.yaml", "--controllers", "c1", "c2", "c3", "--reason", "all is lost",
        ]
        let run = await bench.run(words)
        #expect(run.code == 0, "\(run.error)")
        let order = try #require(shelf.ordered.first)
        #expect(order.by == ["ann"] && order.controllers == ["c1", "c2", "c3"] && !order.replaces)
        for part in ["where c2 and c3 are to run", "holdfast declare printapp --active REGION"] {
            #expect(run.output.contains(part), "\(run.output)")
        }
    }

    @Test func aPlaceThatIsInUseIsASafetyRulesRefusal() async throws {
        let shelf = Shelf(refusal: PortError(.conditionFailed, "a controller is running"))
        let run = await (try Bench(backups: shelf)).run(["restore", "b.hfb", "--config", "c.yaml", "--reason", "x"])
        #expect(run.code == 3)
        #expect(run.error.contains("a controller is running"))
    }

    @Test(arguments: ["--cert a.crt --key a.key", "--cert a.crt --cert b.crt --key a.key"])
    func oneOperatorBreaksNoGlass(line: String) async throws {
        let shelf = Shelf()
        let words = ["break-glass", "--reason", "x"] + line.split(separator: " ").map(String.init)
        let run = await (try Bench(backups: shelf)).run(words)
        #expect(run.code == 2)
        #expect(run.error.contains("two operators"))
        #expect(shelf.logged.isEmpty)
    }

    @Test func twoOperatorsBreakTheGlass() async throws {
        let shelf = Shelf()
        let line = "break-glass --cert a.crt --key a.key --cert b.crt --key b.key --reason floods"
        let run = await (try Bench(backups: shelf)).run(line.split(separator: " ").map(String.init))
        #expect(run.code == 0, "\(run.error)")
        #expect(shelf.logged == [#"["a.crt", "b.crt"]: floods"#])
        #expect(run.output.contains("holdfast declare printapp --active REGION"))
    }

    @Test func aDamagedBackupFails() async throws {
        let run = await (try Bench(backups: Shelf())).run(["backup", "verify", "b.hfb"])
        #expect(run.code == 1)
        #expect(run.error.contains("b.hfb is damaged"))
    }

    @Test func aDeclarationGoesToTheLeader() async throws {
        let controller = FakeController { _ in OperatorAnswer(.done, "it will be") }
        let bench = try Bench([controller])
        let run = try await bench.runAsOperator([
            "declare", "printapp", "--active", "west", "--reason", "writes go there",
        ])
        #expect(run.code == 0)
        let wanted = OperatorCommand.declare(application: "printapp", active: "west", reason: "writes go there")
        #expect(controller.asked == [wanted])
    }
}
