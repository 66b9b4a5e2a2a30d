import Domain

/// A store whose contents can be copied while it is in use.
package protocol BackupSource: Sendable {
    /// How the state stands now, and the records that follow a position, as many as make up an answer of moderate size. The
    /// head and the last record that it names are of one moment, which the caller says is this time.
    func backup(after position: JournalPosition, at time: Timestamp) async throws(PortError) -> BackupPage
}

extension BackupPage {
    /// A page goes as one answer to an operator, which has at most 16 MiB (DESIGN 4.1); the longest record is as long.
    package static let longestPage = 1 << 20
    package static let mostRecords = 1000
}
