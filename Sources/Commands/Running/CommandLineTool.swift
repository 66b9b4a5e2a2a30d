import ArgumentParser
import Domain

/// The program `holdfast`: reads its arguments, runs the command, says in one line what went wrong.
package struct CommandLineTool: Sendable {
    private let surroundings: Surroundings

    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Runs one command to its end.
    ///
    /// - Parameter arguments: without the name of the program.
    /// - Returns: the exit code (DESIGN 4.2).
    package func run(_ arguments: [String]) async -> Int32 {
        do {
            let command = try HoldfastCommand.parseAsRoot(arguments)
            guard let command = command as? any RunnableCommand else {
                var command = command
                try command.run()
                return 0
            }
            return await run(command)
        } catch {
            return explain(error)
        }
    }

    private func run(_ command: any RunnableCommand) async -> Int32 {
        do throws(CommandFailure) {
            try await command.run(in: surroundings)
            return code(.done)
        } catch {
            return report(error, to: command.output)
        }
    }

    /// Help and versions are asked for and no errors; everything else is wrong usage.
    private func explain(_ error: any Error) -> Int32 {
        let text = HoldfastCommand.fullMessage(for: error)
        guard HoldfastCommand.exitCode(for: error).isSuccess else {
            surroundings.terminal.writeError(text + "\n")
            return code(.usage)
        }
        surroundings.terminal.write(text + "\n")
        return code(.done)
    }

    private func report(_ failure: CommandFailure, to output: OutputOptions) -> Int32 {
        let report = ActionReport(
            outcome: failure.outcome,
            message: failure.message,
            view: failure.view.map(UnwrappedView.init)
        )
        if output.output == .json, !failure.isShown, let text = try? JSONText.text(of: report) {
            surroundings.terminal.write(text + "\n")
        }
        surroundings.complain(failure.outcome == .refused ? "refused" : "error", failure.message, .bad)
        return code(failure.outcome)
    }

    private func code(_ outcome: OperatorAnswer.Outcome) -> Int32 { Int32(outcome.rawValue) }
}
