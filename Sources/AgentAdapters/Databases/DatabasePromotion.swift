import Domain
import Ports
import PostgreSQL
import Synchronization

/// Makes the standby of this host that a name stands for a server that takes writes, and prints what comes of it as hooks do.
package struct DatabasePromotion {
    private let promotion: Promotion
    private let told: ToldLine

    /// - Parameters:
    ///   - database: the database.
    ///   - execution: on whose behalf; `nil` where a person does it by hand, who knows what is there.
    ///   - directory: where the agent keeps what survives a reboot.
    ///   - environment: the variables of the agent.
    ///   - print: prints a line.
    /// - Throws: ``DatabaseUnusable`` when its connection string is not to be had.
    package init(
        of database: DatabaseDefinition,
        by execution: ExecutionID?,
        noting directory: String,
        environment: [String: String],
        print: @escaping @Sendable (String) -> Void
    ) throws(DatabaseUnusable) {
        switch database.connectionString(in: environment) {
        case .failure(let missing): throw DatabaseUnusable(description: "database \(database.name): \(missing.reason)")
        case .success(let place):
            let told = ToldLine(print)
            self.told = told
            let order = PromotionOrder(database.name, by: execution, in: directory)
            promotion = Promotion(of: place, wasOrdered: order.wasGiven, note: order.note, tell: told.tell)
        }
    }

    /// - Throws: why the server is not one that takes writes, and will not be.
    package func run() throws(DatabaseUnusable) {
        do throws(PostgresFailure) { tell(try promotion.run()) } catch {
            throw DatabaseUnusable(description: error.message)
        }
    }

    /// Whether it is done; `nil` where nobody can tell.
    package func isDone() -> Bool? {
        do throws(PostgresFailure) {
            guard let outcome = try promotion.outcome() else { return false }
            tell(outcome)
            return true
        } catch {
            told.tell(error.message)
            return nil
        }
    }

    private func tell(_ outcome: Promotion.Outcome) {
        if let received = outcome.received { told.tell("::output received=\(received)") }
        if let timeline = outcome.timeline { told.tell("::output timeline=\(timeline)") }
        told.tell("::output lsn=\(outcome.position)")
        let place = outcome.timeline.map { " on timeline \($0)" } ?? ""
        told.tell("takes writes\(place), log at \(outcome.position)")
    }
}

/// On whose behalf a database was last ordered to be promoted, as the agent's disk remembers it.
private struct PromotionOrder: Sendable {
    private let path: String
    private let execution: ExecutionID?

    init(_ database: DatabaseName, by execution: ExecutionID?, in directory: String) {
        path = "\(directory)/promoted-\(database)"
        self.execution = execution
    }

    /// A person who orders it by hand may find it done.
    var wasGiven: Bool { execution.map { TextFile.read(path)?.trimmed == $0.rawValue } ?? true }

    func note() throws(PostgresFailure) {
        guard let execution else { return }
        do throws(PortError) { try DurableFile.replace(path, with: Array(execution.rawValue.utf8)) } catch {
            throw PostgresFailure(.unusable, "the order cannot be noted: \(error.message)")
        }
    }
}

/// Why nothing can be done to a database, in one line.
package struct DatabaseUnusable: Error, CustomStringConvertible {
    package var description: String
}

/// Says nothing twice in a row.
private final class ToldLine: Sendable {
    private let last = Mutex("")
    private let print: @Sendable (String) -> Void

    init(_ print: @escaping @Sendable (String) -> Void) { self.print = print }

    func tell(_ line: String) {
        let isNew = last.withLock { last in
            defer { last = line }
            return line != last
        }
        if isNew { print(line) }
    }
}
