import Domain

/// One story to be played in the simulated world: a cluster, what strikes it and when, and what must come of it.
///
/// The file is plain text, a sentence a line; `#` begins a comment. First come lines about the cluster, then `at …` and `when …`
/// lines, then `expect …` lines. Time counts from when the cluster is up and well.
package struct Script: Sendable {
    package var name: String
    package var setting: Setting
    /// How long the story goes on.
    package var span: Duration
    var cues: [Cue]
    var expectations: [Expectation]

    /// - Parameters:
    ///   - text: the file's contents.
    ///   - file: its name, for errors.
    /// - Throws: the first thing that is wrong, with its line.
    package init(text: String, file: String) throws(ScriptError) {
        var reader = ScriptReader(file: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try reader.read(try ScriptLine(line, file: file, number: index + 1))
        }
        self = try reader.script()
    }

    init(name: String, setting: Setting, span: Duration, cues: [Cue], expectations: [Expectation]) {
        self.name = name
        self.setting = setting
        self.span = span
        self.cues = cues
        self.expectations = expectations
    }
}
