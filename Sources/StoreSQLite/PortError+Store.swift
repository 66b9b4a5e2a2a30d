import Domain
import GRDB
import JournalFormat
import Ports

/// How far a transaction had come when it failed.
enum TransactionPhase: Sendable {
    /// Nothing was handed to the disk for good: the transaction is rolled back.
    case work
    /// The commit itself failed.
    case commit
}

extension PortError {
    /// What a failure inside the store means for whoever asked. What is not expected refuses.
    init(_ error: any Error, in phase: TransactionPhase, of directory: StoreDirectory) {
        switch error {
        case let error as PortError: self = error
        case let error as BoardRefusal: self = PortError(.conditionFailed, error.message)
        case let error as JournalDamage: self = PortError(error, in: directory)
        case let error as JournalFormatError: self = PortError(error)
        case let error as DatabaseError: self = PortError(error, in: phase, of: directory)
        default: self = PortError(.unavailable, "the store in \(directory) failed: \(error)")
        }
    }

    private init(_ error: JournalFormatError) {
        switch error.code {
        case .notEncodable, .newerVersion: self.init(.rejected, error.message)
        case .unreadable: self.init(.damaged, error.message)
        }
    }

    init(_ damage: JournalDamage, in directory: StoreDirectory) {
        let good = damage.position.rawValue - 1
        self.init(
            .damaged,
            "the journal in \(directory.database) is damaged: \(damage); the \(good) records before it are good. Restore "
                + "the last backup (holdfast restore), or save the good records (holdfast journal export)"
        )
    }

    private init(_ error: DatabaseError, in phase: TransactionPhase, of directory: StoreDirectory) {
        switch error.resultCode {
        // The last page of a commit is written last, so a commit that found no room left no valid one (SQLite's WAL format).
        case .SQLITE_FULL:
            self.init(
                .unavailable,
                "no room on the disk of \(directory): nothing was written; free some space there and try again"
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .damaged,
                "\(directory.database) is damaged (\(error.line)): restore the last backup (holdfast restore), or save the "
                    + "good records (holdfast journal export)"
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.unavailable, "\(directory.database) is open in another program (\(error.line)): close it there")
        case .SQLITE_CONSTRAINT:
            self.init(.rejected, "the store in \(directory) refuses what breaks its invariants: \(error.line)")
        default:
            switch phase {
            case .work:
                self.init(
                    .unavailable,
                    "the store in \(directory) failed, nothing was written: \(error.line); see to the disk"
                )
            case .commit:
                self.init(
                    .outcomeUnknown,
                    "the store in \(directory) failed while it was writing: \(error.line); see to the disk"
                )
            }
        }
    }
}

extension DatabaseError {
    /// SQLite's own words and code, on one line.
    var line: String { "\(message ?? "no message"), SQLite code \(extendedResultCode.rawValue)" }

    /// Whether the file, not the request, is at fault.
    var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}
