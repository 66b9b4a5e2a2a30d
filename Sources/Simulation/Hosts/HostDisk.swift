import Domain
import Ports

/// What a host keeps: some of it until the next boot, the rest for ever.
final class HostDisk: @unchecked Sendable {
    private var random: SeededRandom
    private var process: ProcessNumber = 0
    private var seen: [ApplicationID: HighestSeen] = [:]
    private var inherited: [ApplicationID: InheritedLease] = [:]
    /// What became of every hook that was ever ordered here.
    var hooks: [HookKey: HookStatus.State] = [:]
    private var losses = 0
    /// Which ledger that is: the next disk has another.
    var ledger: HookLedgerID { HookLedgerID("disk-\(losses + 1)") }
    /// Nothing can be written while this is positive.
    var fullDisks = 0
    /// What was written cannot be read while this is positive.
    var damages = 0
    /// Whoever writes next dies in the middle of it.
    var tearsNextRecord = false

    init(random: SeededRandom) { self.random = random }

    /// What the next process of the agent begins with; `nil` when what was written cannot be read: it must not begin then.
    func recollect(at time: Timestamp) -> GuardianRecollection? {
        guard damages == 0 || isPlanted(.damageIsNotNoticed) else { return nil }
        if damages > 0 { seen = [:] }
        process = nextProcess(at: time)
        return GuardianRecollection(
            process: process,
            seen: isPlanted(.highestSeenIsForgotten) ? [] : seen.values.sorted { $0.application < $1.application },
            inherited: inherited.values.sorted { $0.application < $1.application }
        )
    }

    /// A number that no process had before the disk was lost either.
    private func nextProcess(at time: Timestamp) -> ProcessNumber {
        if isPlanted(.processesAreCountedAnew) { return process.next }
        return max(process.next, .first(at: time))
    }

    /// Everything that was ever written is gone.
    func lose() {
        (process, seen, inherited, hooks) = (0, [:], [:], [:])
        losses += 1
        tearsNextRecord = false
    }

    func mend() { damages = max(0, damages - 1) }

    func heal() {
        (fullDisks, damages) = (0, 0)
        tearsNextRecord = false
    }

    /// The host starts anew: what was kept until the next boot is gone, and a hook that ran is not known to have ended.
    func boot() { inherited = [:] }

    /// The agent's process is gone, and what it ran may or may not have taken effect.
    func interruptHooks() {
        for (key, state) in hooks where state == .running { hooks[key] = .interrupted }
    }

    func remember(_ newer: HighestSeen) throws(PortError) {
        try requireSpace()
        seen[newer.application] = newer
    }

    func bequeath(_ lease: InheritedLease?, of application: ApplicationID) throws(PortError) {
        try requireSpace()
        inherited[application] = lease
    }

    /// Power or process goes while a record is written: it is replaced as a whole (rename(2)), or not at all.
    func tear(_ write: () throws(PortError) -> Void) {
        tearsNextRecord = false
        if random.chance(0.5) { try? write() }
    }

    private func requireSpace() throws(PortError) {
        if fullDisks > 0 { throw PortError(.unavailable, "the disk is full") }
    }
}

/// The disk as an agent's process writes it.
struct SimulatedMemory: GuardianMemory {
    let host: AgentHost
    let recollection: GuardianRecollection
    let process: SimulatedProcess

    func recall() async throws(PortError) -> GuardianRecollection { recollection }

    func remember(_ seen: HighestSeen) async throws(PortError) {
        try await write { disk throws(PortError) in try disk.remember(seen) }
    }

    func bequeath(_ lease: InheritedLease?, of application: ApplicationID) async throws(PortError) {
        try await write { disk throws(PortError) in try disk.bequeath(lease, of: application) }
    }

    private func write(_ body: (HostDisk) throws(PortError) -> Void) async throws(PortError) {
        if process.isAlive, host.disk.tearsNextRecord {
            host.disk.tear { () throws(PortError) in try body(host.disk) }
            // Whoever writes hears nothing more.
            await process.wait(orWhenGone: ()) { _ in host.dieSoon() }
        }
        if !process.isAlive { throw PortError(.unavailable, "the process is gone") }
        try body(host.disk)
    }
}
