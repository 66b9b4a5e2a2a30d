import Logging
import UnixSignals

/// Runs a program until SIGTERM or SIGINT; SIGHUP reloads its files.
///
/// - Parameters:
///   - run: ends when it is cancelled, or throws what ends the program.
///   - stop: what is done first when the program is to stop, while `run` goes on. A second signal ends it early.
///   - reload: what SIGHUP does. What it throws is logged, and the program goes on as before.
///   - logger: hears of reloads.
/// - Throws: what `run` throws.
package func untilStopped(
    run: @escaping @Sendable () async throws -> Void,
    stop: @escaping @Sendable () async -> Void = {},
    reload: @escaping @Sendable () async throws -> Void,
    logger: Logger
) async throws {
    let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint, .sighup])
    let (orders, stopOrder) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do { try await run() } catch is CancellationError {}
        }
        group.addTask {
            for await _ in orders { return await stop() }
        }
        group.addTask {
            var isStopping = false
            // It can be listened to once only.
            for await signal in signals {
                guard signal == .sighup else {
                    if isStopping { return }
                    isStopping = true
                    stopOrder.yield()
                    continue
                }
                do {
                    try await reload()
                    logger.notice("certificates reloaded")
                } catch {
                    logger.error("not reloaded", metadata: ["reason": "\(error)"])
                }
            }
        }
        try await group.next()
        group.cancelAll()
    }
}
