import Domain

/// Reads a scenario file line by line.
struct ScriptReader {
    private let file: String
    private var draft = SettingDraft()
    /// Set with the first line that is not about the cluster.
    private var setting: Setting?
    private var cues: [Cue] = []
    private var expectations: [Expectation] = []
    private var lastLine = 1

    init(file: String) { self.file = file }

    mutating func read(_ line: ScriptLine) throws(ScriptError) {
        var line = line
        lastLine = line.number
        guard !line.isEmpty else { return }
        switch try line.word("a sentence") {
        case "at": try readCue(.at(try line.duration()), from: line)
        case "when": try readCue(nil, from: line)
        case "expect":
            var reader = ExpectationReader(names: ScriptNames(try settledSetting(line)))
            expectations += try reader.read(&line)
            try line.end()
        case let word: try readSetting(word, from: line)
        }
    }

    /// What comes of all lines.
    func script() throws(ScriptError) -> Script {
        let end = ScriptError(file: file, line: lastLine, message: "")
        let setting: Setting
        if let settled = self.setting { setting = settled } else { setting = try draft.setting(or: end) }
        guard let span = draft.span else {
            throw end.saying("nothing says how long it lasts: write for example lasts 60s")
        }
        guard !expectations.isEmpty else {
            throw end.saying("nothing is expected: write for example expect app1 moves to b between 5s and 15s")
        }
        if let late = cues.first(where: { $0.isAfter(span) }) {
            throw ScriptError(
                file: file,
                line: late.line,
                message: "\(late.timeText) is after the end: let it happen before \(span.text), or write lasts longer"
            )
        }
        let name = String(file.split(separator: "/").last ?? "").replacing(".scenario", with: "")
        return Script(name: name, setting: setting, span: span, cues: cues, expectations: expectations)
    }

    private mutating func readSetting(_ word: String, from line: ScriptLine) throws(ScriptError) {
        var line = line
        guard SettingDraft.words.contains(word) else {
            let known = (SettingDraft.words + ["at", "when", "expect"]).joined(separator: ", ")
            throw line.error("no sentence begins with \"\(word)\": begin with one of \(known)")
        }
        guard setting == nil else {
            throw line.error("\"\(word)\" is about the cluster: move the line above the first at, when or expect")
        }
        try draft.read(word, &line)
        try line.end()
    }

    private mutating func readCue(_ time: CueTime?, from line: ScriptLine) throws(ScriptError) {
        var line = line
        let names = ScriptNames(try settledSetting(line))
        let cueTime: CueTime
        if let time { cueTime = time } else { cueTime = .when(try Occasion.sequence(&line)) }
        let deed = try DeedReader(names: names, earlier: cues).read(&line)
        try line.end()
        cues.append(Cue(time: cueTime, deed: deed, text: line.text, line: line.number))
    }

    private mutating func settledSetting(_ line: ScriptLine) throws(ScriptError) -> Setting {
        if let setting { return setting }
        let settled = try draft.setting(or: line.error(""))
        setting = settled
        return settled
    }
}

extension ScriptError {
    func saying(_ message: String) -> ScriptError { ScriptError(file: file, line: line, message: message) }
}
