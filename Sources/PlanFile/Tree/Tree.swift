import Ports

/// What YAML says, with the place of every part.
struct Tree {
    indirect enum Content {
        /// Quoted ones are texts; of plain ones the reader decides what they are.
        case scalar(String, isQuoted: Bool)
        case list([Tree])
        case table([Entry])
    }

    struct Entry {
        var key: String
        var keyPlace: TextPlace
        var value: Tree
    }

    var content: Content
    var place: TextPlace

    /// What it is, for messages.
    var kind: String {
        switch content {
        case .scalar(let text, let isQuoted): text.isEmpty && !isQuoted ? "nothing" : "a single value"
        case .list: "a list"
        case .table: "a table"
        }
    }
}
