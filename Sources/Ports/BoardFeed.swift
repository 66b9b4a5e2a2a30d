import Domain
import Synchronization

/// Hands the newest board to everybody who watches it: what every store's ``CoordinationStore/boards()`` returns.
package final class BoardFeed: Sendable {
    private struct State {
        var board: Board
        /// In the order in which they came, so that equal runs wake them in equal order.
        var watchers: [(number: UInt64, continuation: AsyncStream<Board>.Continuation)] = []
        var lastWatcher: UInt64 = 0
        var isOver = false
    }

    private let state: Mutex<State>

    package init(_ board: Board) { state = Mutex(State(board: board)) }

    /// The newest board.
    package var board: Board { state.withLock { $0.board } }

    /// Tells everybody of a board, if it differs from the last one.
    package func tell(_ board: Board) {
        state.withLock { state in
            guard state.board != board else { return }
            state.board = board
            for watcher in state.watchers { watcher.continuation.yield(board) }
        }
    }

    /// Ends every stream.
    package func end() {
        let watchers = state.withLock { state in
            state.isOver = true
            return state.watchers.map(\.continuation)
        }
        for watcher in watchers { watcher.finish() }
    }

    /// The present board and then every change. Only the newest is kept for a slow reader.
    package func boards() -> AsyncStream<Board> {
        let (stream, watcher) = AsyncStream.makeStream(of: Board.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            state.lastWatcher += 1
            let number = state.lastWatcher
            watcher.yield(state.board)
            guard !state.isOver else { return watcher.finish() }
            state.watchers.append((number, watcher))
            watcher.onTermination = { [weak self] _ in self?.forget(number) }
        }
        return stream
    }

    private func forget(_ watcher: UInt64) {
        state.withLock { $0.watchers.removeAll { $0.number == watcher } }
    }
}
