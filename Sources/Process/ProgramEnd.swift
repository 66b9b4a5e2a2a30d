import ArgumentParser
import Foundation
import Glibc

extension AsyncParsableCommand {
    /// Runs the program with its arguments, says in one line what went wrong, and ends with the exit code that says so
    /// (DESIGN 4.2: 0 done, 1 failed, 2 usage). Whoever throws an exit code has said all there is to say.
    package static func runToTheEnd() async -> Never {
        do {
            var command = try parseAsRoot()
            if var program = command as? any AsyncParsableCommand {
                try await program.run()
            } else {
                // Help, which ends with a throw of its own.
                try command.run()
            }
            Glibc.exit(0)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error)
            guard !code.isSuccess else {
                print(fullMessage(for: error))
                Glibc.exit(0)
            }
            let isUsage = code == .validationFailure
            let text = isUsage ? fullMessage(for: error) : "error: \(message(for: error))"
            FileHandle.standardError.write(Data((text + "\n").utf8))
            Glibc.exit(isUsage ? 2 : 1)
        }
    }
}
