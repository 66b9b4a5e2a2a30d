import Domain

/// What goes wrong in one run of the model, and how often: every seed draws its own.
struct LeaseFaults {
    var loss = 0.0
    var duplication = 0.0
    /// How often a message takes seconds instead of milliseconds.
    var longDelay = 0.0
    var slowStore = 0.0
    /// Clocks may run apart as far as rule 3 allows for.
    var clocks = Clocks.exact
    /// How long an opinion lasts on average.
    var opinions: TrueTime = .seconds(5)
    /// Nothing is late, nothing is lost, but every bound is used to its end.
    var isTight = false
    var crashesControllers = false
    var crashesAgents = false
    var pausesAgents = false
    var cutsLinks = false
    /// The active region is cut off, as a whole or in one direction, and everybody wants to move away from it.
    var losesRegions = false
    var changesLeader = false
    var changesTerms = false
    /// Agents are of a version that knows nothing of proposals: only the votes keep two regions apart.
    var hidesProposals = false
    /// Hosts believe that they stood still, hooks fail or hang.
    var breaksFences = false

    enum Clocks: CaseIterable { case exact, mixed, slowHosts, fastControllers, farthestApart }

    init(using random: inout SeededRandom) {
        clocks = LeaseFaults.Clocks.allCases[random.index(below: LeaseFaults.Clocks.allCases.count)]
        isTight = random.chance(0.15)
        hidesProposals = random.chance(0.4)
        guard !isTight else {
            if clocks == .exact || clocks == .mixed { clocks = .farthestApart }
            losesRegions = true
            cutsLinks = random.chance(0.5)
            crashesControllers = random.chance(0.5)
            breaksFences = random.chance(0.5)
            crashesAgents = random.chance(0.3)
            changesTerms = random.chance(0.2)
            opinions = .seconds(3)
            return
        }
        loss = random.pick(0, 0, 0.03, 0.2)
        duplication = random.pick(0, 0, 0.1)
        longDelay = random.pick(0, 0.03, 0.15, 0.4)
        slowStore = random.pick(0, 0.2)
        opinions = random.pick(.seconds(2), .seconds(5), .seconds(12))
        crashesControllers = random.chance(0.5)
        crashesAgents = random.chance(0.5)
        pausesAgents = random.chance(0.4)
        cutsLinks = random.chance(0.5)
        losesRegions = random.chance(0.6)
        changesLeader = random.chance(0.5)
        changesTerms = random.chance(0.3)
        breaksFences = random.chance(hidesProposals ? 0.8 : 0.5)
    }

    /// Rates in millionths. The bound is 1 % for each clock; the last three put the whole of what the wait allows for,
    /// 1.01 / 0.99, between a controller and a host.
    func rates(using random: inout SeededRandom) -> (controller: Int64, host: Int64) {
        switch clocks {
        case .exact: (1_000_000, 1_000_000)
        case .mixed: (random.pick(990_000, 1_000_000, 1_010_000), random.pick(990_000, 1_000_000, 1_010_000))
        case .slowHosts: (1_000_000, 980_199)
        case .fastControllers: (1_020_202, 1_000_000)
        case .farthestApart: (1_010_000, 990_000)
        }
    }
}
