import ArgumentParser
import Domain
import Ports

/// `holdfast backup FILE`.
struct BackupTakeCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract:
            "Writes the journal, the plans, the board and the controller set to a new file, from a running controller."
    )

    @Argument(help: "The file to make.") var file: String
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let settings = try ConnectionSettings(connection, in: surroundings)
        let cluster = try connection.cluster(in: surroundings)
        let first = try await cluster.backup(after: 0)
        var sink = try Self.local { () throws(PortError) in
            try surroundings.backups.create(file, cluster: settings.cluster, first.head)
        }
        do throws(CommandFailure) {
            try await Self.fill(&sink, from: first, cluster, surroundings)
        } catch {
            sink.discard()
            throw error
        }
        let check = BackupCheck(cluster: settings.cluster, head: first.head)
        try output.show(check, in: surroundings, as: check.lines(of: file, surroundings.times))
    }

    private static func fill(
        _ sink: inout any BackupSink,
        from first: BackupPage,
        _ cluster: Cluster,
        _ surroundings: Surroundings
    ) async throws(CommandFailure) {
        var page = first
        var progress = Progress(surroundings)
        while true {
            try local { () throws(PortError) in try sink.add(page.records) }
            guard !sink.isComplete else { break }
            guard !page.records.isEmpty else {
                throw CommandFailure(.failed, "the journal became shorter while it was copied: take another backup")
            }
            progress.show("record \(sink.position)")
            page = try await cluster.backup(after: sink.position)
        }
        try local { () throws(PortError) in try sink.finish() }
    }

    private static func local<Answer>(_ body: () throws(PortError) -> Answer) throws(CommandFailure) -> Answer {
        do throws(PortError) { return try body() } catch { throw CommandFailure(.failed, error.message) }
    }
}
