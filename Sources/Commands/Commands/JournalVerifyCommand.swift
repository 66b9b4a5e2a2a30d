import ArgumentParser
import Domain
import Ports

/// `holdfast journal verify`: works on a stopped controller's directory.
struct JournalVerifyCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every record of a stopped controller's journal; fails on damage."
    )

    @Option(help: "The controller's data directory.") var dataDir = "/var/lib/holdfast/controller"
    @Option(help: ArgumentHelp("Also check that the etcd it names goes on.", valueName: "controller.yaml"))
    var etcd: String?
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let check: JournalCheck
        do throws(PortError) {
            check = try verify(try surroundings.openJournal(dataDir), in: surroundings)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        if let damage = check.damage {
            let hint =
                "save what is good with: holdfast journal export --data-dir \(dataDir) FILE, and restore a backup"
            throw CommandFailure(.failed, "\(damage); good up to record \(check.lastGood). To repair, \(hint)")
        }
        var lines = [StyledText("good up to the last record, \(check.lastGood)", .good)]
        if let etcd {
            let last = try await continuation(in: etcd, surroundings)
            lines.append(StyledText("etcd goes on to record \(last)", .good))
        }
        try output.show(check, in: surroundings, as: lines)
    }

    private func continuation(
        in etcd: String,
        _ surroundings: Surroundings
    ) async throws(CommandFailure) -> JournalPosition {
        do throws(PortError) {
            return try await surroundings.openJournal(dataDir).verifyContinuation(inEtcdOf: etcd)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
    }

    private func verify(
        _ journal: any StoppedJournal,
        in surroundings: Surroundings
    ) throws(PortError) -> JournalCheck {
        var progress = Progress(surroundings)
        return try journal.verify { position throws(PortError) in
            guard !Task.isCancelled else { throw PortError(.unavailable, "stopped at record \(position)") }
            progress.show("record \(position)")
        }
    }
}
