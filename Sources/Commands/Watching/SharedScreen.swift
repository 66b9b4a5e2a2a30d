import Domain
import Synchronization

/// The picture between the one who asks and the one who draws.
final class SharedScreen: Sendable {
    private let state = Mutex(StatusScreen())

    var current: StatusScreen { state.withLock { $0 } }

    func take(_ view: StatusView) {
        state.withLock {
            $0.view = view
            $0.trouble = nil
        }
    }

    func take(trouble: String) { state.withLock { $0.trouble = trouble } }

    func scroll(by lines: Int) { state.withLock { $0.firstLine = max(0, $0.firstLine + lines) } }
}
