/// Rows of cells in aligned columns.
struct Table {
    private let headings: [String]
    private var rows: [[StyledText]] = []

    init(_ headings: String...) { self.headings = headings }

    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: StyledText...) { rows.append(cells) }

    /// The headings and the rows; nothing is padded after the last cell with something in it.
    func lines(indent: Int = 0) -> [StyledText] {
        let all = [headings.map { StyledText($0, .faint) }] + rows
        let widths = headings.indices.map { column in all.map { $0[column].width }.max() ?? 0 }
        let margin = StyledText(String(repeating: " ", count: indent))
        return all.map { row in
            let last = row.lastIndex { !$0.isEmpty } ?? 0
            let cells = row.prefix(last + 1).enumerated().map { column, cell in
                column == last ? cell : cell.padded(to: widths[column])
            }
            return margin + cells.joined("  ")
        }
    }
}
