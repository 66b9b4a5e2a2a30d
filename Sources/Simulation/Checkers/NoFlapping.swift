import Decision
import Domain

/// S5: one automatic failover an application in its cool-down; an attempt that came to nothing is made again after a pause, and
/// not often.
struct NoFlapping: Checker {
    let rule = "S5"
    private var attempts: [ApplicationID: [Attempt]] = [:]

    private struct Attempt {
        var proposal: ProposalNumber
        var began: Timestamp
        /// When it was closed, by the clock of the leader that did.
        var gaveUp: Timestamp?
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .journalled(let record) = event, case .failover(let event) = record.event else { return nil }
        if case .proposalClosed(let application, let number, _) = event {
            let index = attempts[application]?.lastIndex { $0.proposal == number }
            if let index { attempts[application]?[index].gaveUp = record.at }
        }
        guard case .proposalOpened(let proposal) = event, proposal.cause.order == nil else { return nil }
        return begin(proposal, record, in: world)
    }

    /// The cool-down is counted by wall clocks that may be stepped a little.
    private mutating func begin(_ proposal: Proposal, _ record: JournalRecord, in world: World) -> String? {
        let application = proposal.application
        let detection = world.setting.detection
        let now = Timestamp(milliseconds: world.scheduler.now.sinceBoot.wholeMilliseconds)
        let coolDown = detection.coolDown - Self.tolerance
        let recent = attempts[application, default: []].filter { now < $0.began + coolDown }
        attempts[application] = recent + [Attempt(proposal: proposal.number, began: now)]
        guard let last = recent.last else { return nil }
        let name = "\(application) is to be failed over by itself again"
        guard let gaveUp = last.gaveUp else { return "\(name) after \((now - last.began).text)" }
        let pause = record.at - gaveUp
        if pause < detection.silenceAfter + detection.confirm {
            return "\(name) \(pause.text) after that came to nothing"
        }
        return recent.count < AutomaticAttempts.most ? nil : "\(name), \(recent.count + 1) times in its cool-down"
    }

    private static var tolerance: Duration { .seconds(11) }
}
