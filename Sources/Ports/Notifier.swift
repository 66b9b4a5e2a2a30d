import Domain

/// Tells people something over one channel.
package protocol Notifier: Sendable {
    /// Delivers the notification once.
    ///
    /// - Throws: ``PortError`` when it was not delivered, or may not have been.
    func deliver(_ notification: Notification) async throws(PortError)
}

/// Makes the notifier of a plan's channel.
package protocol NotifierFactory: Sendable {
    func notifier(for channel: Channel) throws(PortError) -> any Notifier
}
