import Domain

/// Where a controller process is with what controllers leave to guardians at a planned stop.
enum HandOverState: Hashable, Sendable {
    /// Nothing is stored. Goes to `stopping`.
    case nothing
    /// Processes before have left this, and it is not known to have ended, or the store has not forgotten it yet: when it was
    /// last asked to. Goes to `nothing` or `stopping`.
    case inherited(HandOver, askedAt: Instant?)
    /// This process grants no more; what it leaves is on its way to the store. Goes to `given`.
    case stopping
    /// What it leaves was given to these guardians at that time, or could not be stored and was not.
    case given(Set<AgentID>, at: Instant)
}
