/// Lines at the bottom of a terminal that are drawn anew in their place, while what is printed scrolls away above them.
///
/// In a pipe there is no such place: only what is printed appears.
struct LiveBlock {
    private let surroundings: Surroundings
    private var height = 0

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Prints lines above the block and draws the block anew.
    mutating func show(_ block: [StyledText], below lines: [StyledText]) {
        guard surroundings.terminal.isInteractive else { return surroundings.print(lines) }
        let size = surroundings.terminal.size
        // A block that does not fit could not be found again.
        let visible = block.suffix(max(0, size.rows - 1)).map { $0.clipped(to: size.columns) }
        let text = (lines + visible).map { $0.rendered(inColour: surroundings.isOutputColoured) + "\n" }.joined()
        surroundings.terminal.write(eraser + text)
        height = visible.count
    }

    /// Takes the block away.
    mutating func clear() {
        guard height > 0 else { return }
        surroundings.terminal.write(eraser)
        height = 0
    }

    /// CPL and ED (ECMA-48, 8.3.13 and 8.3.39).
    private var eraser: String { height > 0 ? "\u{1B}[\(height)F\u{1B}[J" : "" }
}
