import Domain

/// One line of the agent protocol, understood.
package enum ProtocolFrame: Hashable, Sendable {
    case agent(AgentMessage)
    /// From controllers; a refusal may also come from an agent or an operator.
    case controller(ControllerMessage)
    case chunk(Chunk)
}
