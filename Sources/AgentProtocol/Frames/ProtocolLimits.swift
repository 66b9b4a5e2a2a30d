/// The bounds of everything that comes over a line of the agent protocol (Protos/holdfast/v1).
package enum ProtocolLimits {
    /// Bytes of a line, without its end (DESIGN 4.1).
    package static let longestLine = 65_536
    /// Bytes of a text for people: one line of a terminal, with room.
    package static let longestText = 512
    /// Bytes of one piece of a hook's output.
    package static let longestOutput = 8192
    /// Beyond ten years a duration is a mistake, and sums of a few still cannot overflow.
    package static let longestDuration = Duration.seconds(315_360_000)
    /// What fits into a signed number, as stores keep them.
    package static let highestCounter = UInt64(Int64.max)
    /// Hooks and fences of an agent; applications of a report.
    package static let mostNames = 256
    /// Figures of one observation.
    package static let mostFigures = 32
    /// Bytes of the name of a figure.
    package static let longestFigureName = 64
    /// Parameters of a hook.
    package static let mostHookParameters = 128
    /// Values that a hook gives to later steps.
    package static let mostOutputs = 64
    /// Twice the largest controller set there is, for a change of one to another, and some.
    package static let mostControllers = 15
    /// Results in a row that a check may ask for.
    package static let mostRepeats: UInt32 = 1000
    /// Levels of lists and tables in a check's parameters.
    package static let deepestParameter = 16

    /// Bytes of a chunk's text (DESIGN 4.1).
    package static let longestChunk = 32_768
    /// Bytes of a request or an answer (DESIGN 4.1).
    package static let longestBody = 16 * 1_048_576
    /// Requests that an operator may have open on one connection.
    package static let mostOpenRequests = 4
}
