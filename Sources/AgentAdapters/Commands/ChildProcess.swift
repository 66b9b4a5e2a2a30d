import CLinux
import Glibc

/// A process that was started here and is not reaped yet: its leader's id cannot be given to another until then.
final class ChildProcess {
    /// Why a process could not be started.
    struct StartFailure: Error {
        let reason: String
    }

    let pid: pid_t
    /// Readable when the process has ended (pidfd_open(2)).
    let ended: Int32
    /// The read end of its output, non-blocking.
    let output: Int32
    /// What holds it until a word comes through.
    private let gate: Pipe?

    private init(pid: pid_t, ended: Int32, output: Int32, gate: Pipe?) {
        self.pid = pid
        self.ended = ended
        self.output = output
        self.gate = gate
    }

    deinit {
        close(ended)
        close(output)
    }

    /// Starts the command with its output on a pipe, nothing else inherited, default signals and a session of its own. One
    /// that is held has its process, and does nothing until it is let go; if it never is, it ends with this process.
    static func spawn(_ command: Command, isHeld: Bool) -> Result<ChildProcess, StartFailure> {
        let prepared: PreparedCommand
        switch PreparedCommand.prepare(command, isHeld: isHeld) {
        case .success(let command): prepared = command
        case .failure(let failure): return .failure(failure)
        }
        guard let output = Pipe() else { return .failure(StartFailure(reason: "no pipe: \(errorText(errno))")) }
        guard let input = Pipe(), isHeld || input.fill(with: command.input) else {
            return .failure(StartFailure(reason: "its input does not fit into a pipe"))
        }
        var pid: pid_t = 0
        let error = prepared.spawn(&pid, input: input.readEnd, output: output.writeEnd)
        guard error == 0 else { return .failure(StartFailure(reason: errorText(error))) }
        let ended = pidfd_open(pid, 0)
        guard ended >= 0 else {
            // Without it the end cannot be awaited with a limit.
            let reason = "no pidfd: \(errorText(errno))"
            kill(-pid, SIGKILL)
            waitpid(pid, nil, 0)
            return .failure(StartFailure(reason: reason))
        }
        let gate = isHeld ? input : nil
        return .success(ChildProcess(pid: pid, ended: ended, output: output.takeReadEnd(), gate: gate))
    }

    /// Lets a process that is held begin.
    func letGo() { _ = gate?.fill(with: PreparedCommand.word) }

    func signalGroup(_ signal: Int32) { kill(-pid, signal) }

    /// How it ended. Blocks until it has.
    func status() -> CommandEnd {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let status = info._sifields._sigchld.si_status
        return info.si_code == Int32(CLD_EXITED) ? .exited(status) : .signalled(status)
    }

    /// Gives the id back. Blocks until the process has ended.
    func reap() {
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    }
}

/// The text of an error number.
func errorText(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    strerror_r(number, &buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
