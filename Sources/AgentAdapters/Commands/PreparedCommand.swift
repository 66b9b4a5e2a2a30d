import CLinux
import Glibc

/// A command in the form that posix_spawn(3) takes: complete argv and environment, user changed by setpriv(1).
///
/// posix_spawn cannot change the user, and fork(2) from a process with threads is not safe; setpriv of util-linux, which is
/// on every Debian, changes it and then becomes the command, with the same process id.
struct PreparedCommand {
    private let arguments: [String]
    private let environment: [String]

    /// One that is held does nothing before it has read ``word``, and reads nothing else.
    static func prepare(_ command: Command, isHeld: Bool) -> Result<PreparedCommand, ChildProcess.StartFailure> {
        var environment = inheritedEnvironment()
        var arguments = command.arguments
        guard let program = arguments.first, !program.isEmpty else {
            return .failure(ChildProcess.StartFailure(reason: "it has no argv"))
        }
        if let user = command.user {
            guard let account = Account(name: user) else {
                return .failure(ChildProcess.StartFailure(reason: "there is no user \(user) on this host"))
            }
            environment.merge(account.environment) { $1 }
            if account.id != geteuid() { arguments = account.setpriv + arguments }
        }
        environment.merge(command.environment) { $1 }
        if isHeld { arguments = gate + arguments }
        let lines = environment.map { "\($0)=\($1)" }.sorted()
        guard (arguments + lines).allSatisfy({ !$0.utf8.contains(0) }) else {
            return .failure(ChildProcess.StartFailure(reason: "an argument or a parameter contains a zero byte"))
        }
        return .success(PreparedCommand(arguments: arguments, environment: lines))
    }

    /// What lets a command go that is held: a shell waits for it, and then becomes the command.
    static let word = "go\n"
    private static let gate = ["/bin/sh", "-c", #"read -r word && exec "$@" </dev/null"#, "sh"]

    /// Starts the program; returns an error number or 0.
    func spawn(_ pid: inout pid_t, input: Int32, output: Int32) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            holdfast_spawn_setsid | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        )

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, "/")

        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        return posix_spawnp(&pid, arguments[0], &actions, &attributes, &argv, &envp)
    }

    /// The agent's own environment without what speaks to the agent alone (sd_notify(3), sd_listen_fds(3)).
    private static func inheritedEnvironment() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let line = next.pointee {
            let parts = String(cString: line).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !ownVariables.contains(String(parts[0])) {
                variables[String(parts[0])] = String(parts[1])
            }
            next += 1
        }
        return variables
    }

    private static let ownVariables: Set = [
        "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES",
    ]
}
