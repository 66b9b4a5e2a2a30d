import Glibc
import Synchronization

/// The terminal, or the pipes, that the program was started with.
package final class HostTerminal: CommandTerminal {
    package let isInteractive: Bool
    package let isErrorInteractive: Bool
    /// How the terminal was before the screen was taken.
    private let saved = Mutex<termios?>(nil)

    /// - Parameter type: the value of `TERM`.
    package init(type: String?) {
        let isAble = type.map { !$0.isEmpty && $0 != "dumb" } ?? false
        isInteractive = isAble && isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1
        isErrorInteractive = isAble && isatty(STDERR_FILENO) == 1
    }

    package var size: ScreenSize {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return .standard
        }
        return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    package func write(_ text: String) { Self.write(text, to: STDOUT_FILENO) }
    package func writeError(_ text: String) { Self.write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to file: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // Nobody reads any more: there is nobody to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    package func enterScreen() {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
        saved.withLock { $0 = settings }
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        // Reading returns at once with what is there.
        withUnsafeMutableBytes(of: &settings.c_cc) { keys in
            keys[Int(VMIN)] = 0
            keys[Int(VTIME)] = 0
        }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J")
    }

    package func leaveScreen() {
        guard var settings = saved.withLock({ $0.take() }) else { return }
        write("\u{1B}[?25h\u{1B}[?1049l")
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }

    package func pressedKeys() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }
}
