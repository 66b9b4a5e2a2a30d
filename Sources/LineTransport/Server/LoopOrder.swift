import AgentProtocol
import Domain
import Ports
import TLS

/// What other threads ask of the connections of an event loop.
enum LoopOrder: Sendable {
    case send(ControllerMessage, ConnectionID)
    case answer(OperatorRequest.ID, ChunkSequence)
    case close(ConnectionID, Refusal)
    /// Closes the connections whose certificates the context revokes.
    case closeRevoked(TLSContext)
    case closeAll(Refusal)
    case resumeReading
}
