import Domain

/// Looks at everything that happens for one rule of the safety contract.
protocol Checker {
    /// The rule it is for, as DESIGN numbers it.
    var rule: String { get }

    /// - Returns: what breaks the rule; `nil` while it holds.
    mutating func see(_ event: WorldEvent, in world: World) -> String?
}

/// A rule that was broken.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
    package var rule: String
    package var message: String
    /// Since the start of the run.
    package var at: Duration

    package var description: String { "\(rule) broken at \(at.text): \(message)" }
}

/// Every checker there is.
struct Checkers {
    private var all: [any Checker]
    private(set) var violation: Violation?

    init(_ setting: Setting) {
        all = [
            OneWriter(), EnoughVotes(), SeenFromOutside(setting), FencedActions(), NothingTwice(), NoFlapping(),
            TargetReady(setting), OnlyGrowing(), StatedLoss(setting), StoodLongEnough(setting), AskedFor(setting),
            NobodyElseSeesItUp(setting), NotFrozen(), OneExecution(), ActivatedFirst(), HeldUntilDeclared(),
            HealthierTarget(), EffectsWhileLeading(), OwnTokensOnly(), NeverSilent(), JournalTellsAll(),
            InTurn(), OnePage(), OwnSilence(setting), NotHealed(setting), SeenUpBefore(setting), AgreedByMajority(),
            DNSDone(), WellForLong(setting), UpForLong(setting), LifeSigns(),
        ]
    }

    /// The first violation is kept.
    mutating func see(_ event: WorldEvent, in world: World, at time: Duration) {
        guard violation == nil else { return }
        for index in all.indices {
            guard let message = all[index].see(event, in: world) else { continue }
            violation = Violation(rule: all[index].rule, message: message, at: time)
            return
        }
    }
}
