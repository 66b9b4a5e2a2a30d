import Decision
import Domain
import Ports

/// What has to be on disk before the next thing may happen. A write that fails is owed, and tried again.
struct Duties: Sendable {
    private let memory: any GuardianMemory
    private var seen: [ApplicationID: HighestSeen] = [:]
    private var bequests: [ApplicationID: InheritedLease?] = [:]

    /// The fence has closed, which is to be reported when nothing is owed any more.
    var isFenceClosed = false

    init(memory: any GuardianMemory) { self.memory = memory }

    mutating func take(_ order: AgentMachine.Effect) async {
        switch order {
        case .remember(let newer): seen[newer.application] = newer
        case .bequeath(let lease, let application): bequests[application] = .some(lease)
        case .run, .send, .close, .closeAgain, .open, .extend, .carryOut, .stopHook: return
        }
        _ = await areDone()
    }

    /// Writes what is owed. Returns whether nothing is.
    mutating func areDone() async -> Bool {
        do throws(PortError) {
            for application in seen.keys.sorted() {
                if let newer = seen[application] { try await memory.remember(newer) }
                seen[application] = nil
            }
            for application in bequests.keys.sorted() {
                if let lease = bequests[application] { try await memory.bequeath(lease, of: application) }
                bequests[application] = nil
            }
            return true
        } catch {
            return false
        }
    }
}
