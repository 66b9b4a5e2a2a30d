import Domain

/// Something that a line of a scenario waits for: `when step dns begins and then DNS is read, …`.
enum Occasion: Hashable, Sendable {
    case stepBegins(StepID)
    case stepEnds(StepID)
    case proposalOpens
    case voteIsCast
    case epochMoves
    /// A change of the controllers is journalled: its beginning or its end.
    case controllersChange
    case hookStarts(HookName)
    /// It has done its work, and the answer is on its way.
    case hookHasRun(HookName)
    /// The name server has been asked what stands there, and has not answered yet.
    case dnsIsRead
    /// The name server has taken a change, and nobody has been told yet.
    case dnsIsWritten

    init(_ line: inout ScriptLine) throws(ScriptError) {
        if line.take("step") {
            let step = StepID(try line.word("a step, for example dns"))
            if line.take("begins") {
                self = .stepBegins(step)
            } else {
                try line.require("ends")
                self = .stepEnds(step)
            }
        } else if line.take("hook") {
            let hook = HookName(try line.word("a hook, for example deploy"))
            if line.take("starts") {
                self = .hookStarts(hook)
            } else {
                try line.require("has run")
                self = .hookHasRun(hook)
            }
        } else if line.take("a proposal opens") {
            self = .proposalOpens
        } else if line.take("a vote is cast") {
            self = .voteIsCast
        } else if line.take("an epoch moves") {
            self = .epochMoves
        } else if line.take("the controllers change") {
            self = .controllersChange
        } else if line.take("DNS is read") {
            self = .dnsIsRead
        } else if line.take("DNS is written") {
            self = .dnsIsWritten
        } else {
            throw line.error(
                """
                there is no such occasion: write when step X begins, when step X ends, when hook X starts, when hook X has run, \
                when a proposal opens, when a vote is cast, when an epoch moves, when the controllers change, when DNS is read or when DNS is written
                """
            )
        }
    }

    /// One after the other, up to the comma.
    static func sequence(_ line: inout ScriptLine) throws(ScriptError) -> [Occasion] {
        var occasions: [Occasion] = []
        repeat { occasions.append(try Occasion(&line)) } while line.take("and then")
        try line.require(",")
        return occasions
    }

    func isGiven(by event: WorldEvent) -> Bool {
        switch (self, event) {
        case (.voteIsCast, .voted), (.dnsIsRead, .dnsRead), (.dnsIsWritten, .dnsWritten): true
        case (.hookStarts(let hook), .hookStarted(let order, _)): order.hook == hook
        case (.hookHasRun(let hook), .hookSucceeded(let order, _)): order.hook == hook
        case (_, .journalled(let record)): isGiven(by: record.event)
        default: false
        }
    }

    private func isGiven(by event: JournalEvent) -> Bool {
        switch (self, event) {
        case (.controllersChange, .controllers(.setChanged)): true
        case (.proposalOpens, .failover(.proposalOpened)), (.epochMoves, .failover(.epochCommitted)): true
        case (.stepBegins(let wanted), .execution(.stepStarted(_, let step, _, _, _, _))): step == wanted
        case (.stepEnds(let wanted), .execution(.stepEnded(_, let step, _, _, _))): step == wanted
        default: false
        }
    }
}
