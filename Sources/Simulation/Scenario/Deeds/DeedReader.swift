import Domain

/// Reads what a line of a scenario does.
struct DeedReader {
    let names: ScriptNames
    /// The lines before it.
    let earlier: [Cue]

    func read(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        switch try line.word("what happens") {
        case "cut": try cut(&line)
        case "heal": try heal(&line)
        case "power": try power(&line)
        case "slow": try slow(&line)
        case "kill": .strikeProcess(.killed, try names.target(&line), lasting: nil)
        case "freeze": .strikeProcess(.frozen, try names.target(&line), lasting: try line.lasting())
        case "restart": try restart(&line)
        case "step": try stepClock(&line)
        case "stop": try stop(&line)
        case "fill": try fill(&line)
        case "break" where line.take("the glass at"):
            .strike([.glassBroken(at: try names.controller(&line), declaring: false)], lasting: nil)
        case "break": try one(.serviceDown(try names.application(&line), try place("in", &line)), &line)
        case "unready": try one(.notReady(try names.application(&line), try place("in", &line)), &line)
        case "stall": try one(.replicationStalled(try names.application(&line), try place("to", &line)), &line)
        case "depose": try depose(&line)
        case "tamper": try tamper(&line)
        case "lose": try lose(&line)
        case "order": try OrderReader(names: names).read(&line)
        case let word:
            throw line.error(
                """
                nothing is called "\(word)": it is one of cut, heal, power, slow, kill, freeze, restart, step, stop, fill, \
                break, unready, stall, depose, tamper, lose and order
                """
            )
        }
    }

    private func one(_ fault: Fault, _ line: inout ScriptLine) throws(ScriptError) -> Deed {
        .strike([fault], lasting: try line.lasting())
    }

    private func place(_ word: String, _ line: inout ScriptLine) throws(ScriptError) -> RegionID {
        try line.require(word)
        return try names.region(&line)
    }

    // MARK: Paths

    /// `cut a from b c`, `cut a from everything`, or one way only: `cut a to b`.
    private func cut(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        let site = try names.site(&line)
        let isOneWay = line.take("to")
        if !isOneWay { try line.require("from") }
        var others: [Site] = []
        if line.take("everything") {
            others = names.sites.filter { $0 != site }
        } else {
            others = [try names.site(&line)]
        }
        while let other = names.sites.first(where: { line.take($0.description) }) { others.append(other) }
        let faults = others.flatMap { other -> [Fault] in
            let there = Fault.cut(from: site, to: other)
            return isOneWay ? [there] : [there, .cut(from: other, to: site)]
        }
        return .strike(faults, lasting: try line.lasting())
    }

    private func heal(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        let site = try names.site(&line)
        guard earlier.contains(where: { $0.deed.begins { $0.isCut(at: site) } }) else {
            throw line.error("nothing is cut at \(site) for good: cut it in a line before this one")
        }
        return .heal(site)
    }

    private func slow(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        if line.take("the store by") { return try one(.storeSlow(by: try line.duration()), &line) }
        let site = try names.site(&line)
        try line.require("from")
        let other = try names.site(&line)
        try line.require("by")
        return try one(.slowPath(site, other, by: try line.duration()), &line)
    }

    // MARK: Machines

    private func power(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        guard line.take("on") else {
            try line.require("off")
            return try one(.powerLoss(try names.place(&line)), &line)
        }
        let region = try names.place(&line)
        guard earlier.contains(where: { $0.deed.begins { $0 == .powerLoss(region) } }) else {
            throw line.error("\(region) has power: write power off \(region) in a line before this one")
        }
        return .powerOn(region)
    }

    private func stepClock(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        try line.require("the clock of")
        let target = try names.target(&line)
        let isBack = line.take("back")
        try line.require("by")
        let step = try line.duration()
        return .strikeProcess(.clockStepped(isBack ? .zero - step : step), target, lasting: nil)
    }

    /// `restart controller1 within 4s`: by plan, as for an upgrade.
    private func restart(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        let controller = try names.controller(&line)
        try line.require("within")
        return .strike([.controllerStopped(controller, away: try line.duration())], lasting: nil)
    }

    private func stop(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        if line.take("the store") { return try one(.storeDown, &line) }
        if line.take("the name server") { return try one(.nameServerDown, &line) }
        if line.take("the gauge of") {
            return try one(.gaugeStopped(try names.application(&line), try place("in", &line)), &line)
        }
        try line.require("the host of")
        return try one(.hostStopped(try names.agent(&line)), &line)
    }

    private func fill(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        try line.require("the disk of")
        if line.take("the store") { return try one(.storeDiskFull, &line) }
        return try one(.agentDiskFull(try names.agent(&line)), &line)
    }

    private func depose(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        try line.require("the leader")
        return .strike([.leadershipTaken], lasting: nil)
    }

    /// `lose the control plane for 10s with a backup of 30s before`
    private func lose(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        try line.require("the control plane for")
        let lasting = try line.duration()
        try line.require("with a backup of")
        let age = try line.duration()
        try line.require("before")
        return .strike([.controlPlaneLost(backupAge: lasting + age)], lasting: lasting)
    }

    private func tamper(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        if line.take("with the token of") {
            let stranger = DNSToken(application: "other", epoch: 7, region: "elsewhere")
            let fault = Fault.tokenReplaced(try names.application(&line), by: stranger.description)
            return .strike([fault], lasting: nil)
        }
        try line.require("with the record of")
        return .strike([.recordChanged(try names.application(&line))], lasting: nil)
    }
}

extension Fault {
    func isCut(at site: Site) -> Bool {
        if case .cut(let from, let to) = self { from == site || to == site } else { false }
    }
}
