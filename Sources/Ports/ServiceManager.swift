/// Whoever supervises a controller's process, such as systemd.
package protocol ServiceManager: Sendable {
    /// The loop goes round.
    func loopRan()
    /// The process may be counted on, and the next one may be restarted. Said once.
    func ready()
    /// The process is on its way to ready, which may take as long as it takes.
    func starting()
}

/// Nobody supervises.
package struct NoServiceManager: ServiceManager {
    package init() {}
    package func loopRan() {}
    package func ready() {}
    package func starting() {}
}
