import Synchronization

/// Holds the TLS context that new connections take, and lets another take its place.
package final class ReloadableTLS: Sendable {
    private let state: Mutex<TLSContext>

    package init(_ context: TLSContext) { state = Mutex(context) }

    /// What the next connection takes.
    package var current: TLSContext { state.withLock { $0 } }

    /// Loads the files of the configuration anew. Connections that are open go on as they are: the owner closes those
    /// whose peer the new context ``TLSContext/isRevoked(_:)``.
    ///
    /// - Returns: the new context.
    /// - Throws: ``TLSError`` that names the file; the old context then stays.
    @discardableResult
    package func reload() throws(TLSError) -> TLSContext { try reload(current.configuration) }

    /// Loads another configuration, as ``reload()`` does.
    ///
    /// - Returns: the new context.
    /// - Throws: ``TLSError`` that names the file; the old context then stays.
    @discardableResult
    package func reload(_ configuration: TLSConfiguration) throws(TLSError) -> TLSContext {
        let context = try TLSContext(configuration)
        state.withLock { $0 = context }
        return context
    }
}
