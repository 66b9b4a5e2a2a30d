import Domain

/// What came of one run.
package struct RunReport: Sendable {
    package let seed: UInt64
    package var violation: Violation?
    package var simulated: Duration = .zero
    /// Times that an application was moved to another region: by itself, and on a person's order.
    package var failovers = 0
    package var orderedMoves = 0
    /// Times that a failover was wanted and a gate denied it.
    package var holds = 0
    /// Faults that struck, of any kind.
    package var faults = 0
    package var situations = Situations()
    /// Writes that customers were acknowledged.
    package var writes = 0
    package var pages = 0
    /// From the death of the active region to the new epoch, in the last phase.
    package var failoverTook: Duration?
    /// Equal for equal runs.
    package private(set) var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325

    init(seed: UInt64) { self.seed = seed }

    mutating func take(_ event: WorldEvent, in world: World, at time: Duration) {
        if case .logged = event { return }
        mix(UInt64(bitPattern: time.microseconds))
        for byte in event.description.utf8 { mix(UInt64(byte)) }
        switch event {
        case .faultBegan(let fault):
            faults += 1
            situations.count(fault, in: world)
        case .told: pages += 1
        case .journalled(let record): count(record.event)
        case .faultEnded, .stormEnded, .agentStarted, .agentEnded, .controllerStarted, .controllerEnded, .doorOpened,
            .doorClosed,
            .cameUp, .signOfLife, .alarmRaised, .alarmOver, .storeWentBack, .published, .voted, .votesVoid,
            .hookStarted,
            .hookSucceeded,
            .dnsRead, .dnsWritten, .dnsRefused, .asked, .answered,
            .logged,
            .written, .writesLost:
            break
        }
    }

    private mutating func count(_ event: JournalEvent) {
        guard case .failover(let event) = event else { return }
        if case .held = event { holds += 1 }
        guard case .epochCommitted(let proposal, _, _) = event else { return }
        if proposal.cause.order == nil { failovers += 1 } else { orderedMoves += 1 }
    }

    /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
    private mutating func mix(_ word: UInt64) { fingerprint = (fingerprint ^ word) &* 0x0000_0100_0000_01B3 }
}
