import Domain
import Ports

/// The way to one controller.
package protocol OperatorLink: Sendable {
    /// Where the controller is, for messages.
    var address: String { get }

    /// Sends a request and waits for its answer: JSON of ``OperatorCommand`` and ``OperatorAnswer``.
    ///
    /// - Parameters:
    ///   - body: the request.
    ///   - patience: how long the controller may take, from the end of the connecting on.
    /// - Returns: the answer.
    /// - Throws: `unavailable` when the controller was certainly not asked, `outcomeUnknown` when it was and no answer
    ///   came, `rejected` when it refused the connection or the request.
    func ask(_ body: [UInt8], patience: Duration) async throws(PortError) -> [UInt8]
}
