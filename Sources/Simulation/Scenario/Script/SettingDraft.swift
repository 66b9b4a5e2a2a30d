import Domain

/// A cluster as far as the lines read so far describe it.
struct SettingDraft {
    private(set) var span: Duration?
    private var said: Set<String> = []
    private var regions: [Setting.Region] = []
    private var controllerRegions: [RegionID] = []
    private var spareRegions: [RegionID] = []
    private var agentsPerRegion = 2
    private var applicationCount = 1
    private var adjust: [(inout Setting) -> Void] = []

    /// What a line about the cluster can begin with.
    static let words = [
        "regions", "controllers", "agents", "applications", "lasts", "mode", "fence", "confirm", "recover", "lease",
        "cooldown", "spares", "handover",
        "proposals", "rpo", "messages", "drift", "hooks", "runbook", "seed", "signs",
    ]

    mutating func read(_ word: String, _ line: inout ScriptLine) throws(ScriptError) {
        guard said.insert(word).inserted else {
            throw line.error("\"\(word)\" has been said before: keep one of the two lines")
        }
        switch word {
        case "regions": try readRegions(&line)
        case "controllers": controllerRegions = try readControllers(&line)
        case "spares": spareRegions = try readControllers(&line)
        case "agents":
            agentsPerRegion = try line.count(1...8)
            try line.require("a region")
        case "applications": applicationCount = try line.count(1...20)
        case "lasts": span = try line.duration()
        default: try readDetail(word, &line)
        }
    }

    // MARK: Who is where

    private mutating func readRegions(_ line: inout ScriptLine) throws(ScriptError) {
        repeat {
            let name = try line.word("a region, for example a active")
            let word = try line.word("what the region is: active, standby or witness")
            guard let role = PlannedRegion.Role(rawValue: word) else {
                throw line.error("a region is active, standby or witness, not \"\(word)\"")
            }
            guard RegionID(name).isWellFormed, !regions.contains(where: { $0.id == RegionID(name) }) else {
                throw line.error("\"\(name)\" cannot be another region's name: choose a name of letters and digits")
            }
            regions.append(Setting.Region(id: RegionID(name), role: role))
        } while line.take(",")
        guard regions.count(where: { $0.role == .active }) == 1, regions.contains(where: { $0.role == .standby }) else {
            throw line.error("there has to be one active region, and a standby: write regions a active, b standby")
        }
    }

    private func readControllers(_ line: inout ScriptLine) throws(ScriptError) -> [RegionID] {
        let count = try line.count(1...5)
        try line.require("in")
        var places: [RegionID] = []
        for _ in 0..<count { places.append(RegionID(try line.word("the place of each of \(count) controllers"))) }
        return places
    }

    // MARK: How it is

    private mutating func readDetail(_ word: String, _ line: inout ScriptLine) throws(ScriptError) {
        switch word {
        case "mode":
            let word = try line.word("automatic or approval")
            guard let mode = Scenario.Mode(rawValue: word) else {
                throw line.error("the mode is automatic or approval, not \"\(word)\"")
            }
            adjust.append { $0.mode = mode }
        case "fence":
            let word = try line.word("kernel or command")
            guard let kind = FenceKind(rawValue: word) else {
                throw line.error("a fence is of kind kernel or command, not \"\(word)\"")
            }
            adjust.append { $0.fence = kind }
        case "seed":
            let seed = try line.count(1...1_000_000)
            adjust.append { $0.seed = UInt64(seed) }
        case "drift":
            let drift = try line.percentage()
            adjust.append { $0.drift = Int(drift * 1_000_000) }
        case "hooks":
            try line.require("fail")
            let probability = try line.percentage()
            adjust.append { $0.hookFailures = probability }
        case "runbook":
            try line.require("drains the source")
            adjust.append { $0.needsSource = true }
        case "signs":
            try line.require("of life every")
            let interval = try line.duration()
            adjust.append { $0.signsOfLifeEvery = interval }
        case "messages": try readWeather(&line)
        default: try readTiming(word, &line)
        }
    }

    /// `messages 20ms to 80ms, 2% lost, 10% twice, 2% late`
    private mutating func readWeather(_ line: inout ScriptLine) throws(ScriptError) {
        let shortest = try line.duration()
        try line.require("to")
        let longest = try line.duration()
        guard shortest <= longest else { throw line.error("\(shortest.text) is more than \(longest.text): swap them") }
        var weather = NetworkWeather(delay: shortest...longest)
        while line.take(",") {
            let part = try line.percentage()
            switch try line.word("lost, twice or late") {
            case "lost": weather.loss = part
            case "twice": weather.duplicates = part
            case "late": weather.longDelays = part
            case let word: throw line.error("messages are lost, twice or late, not \"\(word)\"")
            }
        }
        adjust.append { $0.network = weather }
    }

    private mutating func readTiming(_ word: String, _ line: inout ScriptLine) throws(ScriptError) {
        let duration = try line.duration()
        switch word {
        case "confirm": adjust.append { $0.detection.confirm = duration }
        case "recover": adjust.append { $0.detection.recover = duration }
        case "cooldown": adjust.append { $0.detection.coolDown = duration }
        case "handover": adjust.append { $0.detection.leaseHandOver = duration }
        case "proposals": adjust.append { $0.detection.proposalDeadline = duration }
        case "rpo": adjust.append { $0.rpo = duration }
        default:
            try line.require("fence")
            let fence = try line.duration()
            adjust.append { $0.detection.lease = LeaseTerms(ttl: duration, fenceTimeout: fence) }
        }
    }

    // MARK: The end

    /// What all lines together describe; `place` is where to say that something is missing.
    func setting(or place: ScriptError) throws(ScriptError) -> Setting {
        guard !regions.isEmpty else {
            throw place.saying(
                "nothing says which regions there are: write first regions a active, b standby, c witness"
            )
        }
        guard !controllerRegions.isEmpty else {
            throw place.saying("nothing says where the controllers are: write first controllers 3 in a b c")
        }
        var setting = Setting(
            seed: 1,
            regions: regions,
            controllerRegions: controllerRegions,
            agentsPerRegion: agentsPerRegion,
            applicationCount: applicationCount,
            detection: Detection(recover: .seconds(10))
        )
        setting.spareRegions = spareRegions
        if controllerRegions.count == 1 { setting.detection.lease.ttl = .seconds(15) }
        for change in adjust { change(&setting) }
        return setting
    }
}
