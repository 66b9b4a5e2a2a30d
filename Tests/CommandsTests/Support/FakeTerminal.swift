import Commands
import Synchronization

/// Keeps what is written, and presses keys.
final class FakeTerminal: CommandTerminal {
    private struct State {
        var output = ""
        var error = ""
        var keys: [[UInt8]]
        var hasScreen = false
    }

    let isInteractive: Bool
    let size = ScreenSize(columns: 100, rows: 30)
    private let state: Mutex<State>

    /// A terminal or a pipe; `keys` is what each look at the keyboard finds, one after the other.
    init(isInteractive: Bool = false, keys: [[UInt8]] = []) {
        self.isInteractive = isInteractive
        state = Mutex(State(keys: keys))
    }

    var isErrorInteractive: Bool { isInteractive }
    var output: String { state.withLock { $0.output } }
    var error: String { state.withLock { $0.error } }
    var hasScreen: Bool { state.withLock { $0.hasScreen } }

    func write(_ text: String) { state.withLock { $0.output += text } }
    func writeError(_ text: String) { state.withLock { $0.error += text } }
    func enterScreen() { state.withLock { $0.hasScreen = true } }
    func leaveScreen() { state.withLock { $0.hasScreen = false } }

    func pressedKeys() -> [UInt8] {
        state.withLock { $0.keys.isEmpty ? [] : $0.keys.removeFirst() }
    }
}
