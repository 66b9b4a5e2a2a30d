/// What a piece of text means to the reader, shown as a colour on a terminal and not at all in a pipe.
enum Ink: Hashable, Sendable, CaseIterable {
    case plain
    case strong
    case faint
    case good
    case warning
    case bad
    case accent

    /// The parameters of SGR (ECMA-48, 8.3.117); empty where nothing is set.
    var parameters: String {
        switch self {
        case .plain: ""
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "1;31"
        case .accent: "36"
        }
    }
}
