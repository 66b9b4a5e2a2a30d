import ArgumentParser
import Domain

/// `holdfast journal tail`.
struct JournalTailCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "tail", abstract: "Shows the last records.")

    @Flag(help: "Stay and show what comes.") var follow = false
    @Option(name: .customShort("n"), help: ArgumentHelp("How many.", valueName: "count")) var count = 20
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1000).contains(count) else { throw ValidationError("-n must be from 0 to 1000") }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let cluster = try connection.cluster(in: surroundings)
        guard follow else {
            let records = Array(try await cluster.lastRecords(max(1, count)).suffix(count))
            return try output.show(records, in: surroundings, as: JournalText.lines(records, surroundings.times))
        }
        // Whoever watches the journal wants to see what comes after the trouble above all.
        var patience = Patience(surroundings, longest: nil)
        var last: JournalPosition?
        while !Task.isCancelled {
            do throws(CommandFailure) {
                let records = try await next(after: last, of: cluster)
                patience.end()
                try show(last == nil ? records.suffix(count) : records, in: surroundings)
                last = records.last?.position ?? last ?? 0
            } catch {
                try patience.bear(error, isSilent: false)
            }
            // Being stopped is how this ends.
            guard (try? await surroundings.wait(Self.pause)) != nil else { return }
        }
    }

    private func next(after last: JournalPosition?, of cluster: Cluster) async throws(CommandFailure) -> [JournalRecord]
    {
        guard let last else { return try await cluster.lastRecords(max(1, count)) }
        return try await cluster.journal(after: last, limit: Self.recordsAtOnce)
    }

    /// While it follows, one JSON object a record: a list would have no end.
    private func show(_ records: [JournalRecord], in surroundings: Surroundings) throws(CommandFailure) {
        switch output.output {
        case .text: surroundings.print(JournalText.lines(records, surroundings.times))
        case .json:
            for record in records { surroundings.terminal.write(try JSONText.line(of: record) + "\n") }
        }
    }

    private static let pause = Duration.milliseconds(500)
    private static let recordsAtOnce = 500
}
