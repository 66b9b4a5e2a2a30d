import Domain

/// What a line of a scenario does to the world.
enum Deed: Hashable, Sendable {
    case strike([Fault], lasting: Duration?)
    case strikeProcess(ProcessFault, ProcessTarget, lasting: Duration?)
    /// Ends the cuts that touch the place and have no end of their own.
    case heal(Site)
    case powerOn(RegionID)
    case ask(OperatorCommand)

    /// What strikes now: who leads is not known before.
    func faults(in world: World) -> [Fault] {
        switch self {
        case .strike(let faults, _): faults
        case .strikeProcess(let fault, let target, _): target.faults(fault, in: world)
        case .heal, .powerOn, .ask: []
        }
    }

    var lasting: Duration? {
        switch self {
        case .strike(_, let lasting), .strikeProcess(_, _, let lasting): lasting
        case .heal, .powerOn, .ask: nil
        }
    }

    /// Whether it begins what the fault is.
    func begins(_ isMeant: (Fault) -> Bool) -> Bool {
        if case .strike(let faults, nil) = self { faults.contains(where: isMeant) } else { false }
    }
}
