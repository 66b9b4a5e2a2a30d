/// One line for people: pieces of text, each with what it means.
///
/// What comes from outside (the lines of a hook, titles, reasons) cannot steer the terminal: control characters are
/// shown, not sent.
struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
    private struct Piece: Hashable, Sendable {
        var text: String
        var ink: Ink
    }

    private var pieces: [Piece]

    init() { pieces = [] }

    init(_ text: some StringProtocol, _ ink: Ink = .plain) {
        pieces = text.isEmpty ? [] : [Piece(text: Self.visible(text), ink: ink)]
    }

    init(stringLiteral text: String) { self.init(text) }

    var plain: String { pieces.map(\.text).joined() }
    var width: Int { pieces.reduce(0) { $0 + $1.text.count } }
    var isEmpty: Bool { pieces.isEmpty }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    static func += (left: inout StyledText, right: StyledText) { left.pieces += right.pieces }

    /// With spaces at the end up to a width.
    func padded(to width: Int) -> StyledText {
        self + StyledText(String(repeating: " ", count: max(0, width - self.width)))
    }

    /// At most so many characters; what is cut off ends in `…`.
    func clipped(to width: Int) -> StyledText {
        guard self.width > width else { return self }
        var clipped = StyledText()
        var rest = max(0, width - 1)
        for piece in pieces where rest > 0 {
            clipped.pieces.append(Piece(text: String(piece.text.prefix(rest)), ink: piece.ink))
            rest -= piece.text.count
        }
        return width > 0 ? clipped + StyledText("…", .faint) : StyledText()
    }

    /// The text as it is written, without a line end.
    func rendered(inColour: Bool) -> String {
        guard inColour else { return plain }
        return pieces.map { piece in
            let parameters = piece.ink.parameters
            return parameters.isEmpty ? piece.text : "\u{1B}[\(parameters)m\(piece.text)\u{1B}[0m"
        }.joined()
    }

    /// C0 and C1 control characters and DEL become `�`, a tab a space.
    private static func visible(_ text: some StringProtocol) -> String {
        let isHarmless = text.unicodeScalars.allSatisfy { !isControl($0) }
        guard !isHarmless else { return String(text) }
        var visible = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            visible.append(scalar == "\t" ? " " : isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(visible)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}

extension Sequence<StyledText> {
    /// The texts with something between each two.
    func joined(_ separator: StyledText) -> StyledText {
        var joined = StyledText()
        for (index, text) in enumerated() { joined += index == 0 ? text : separator + text }
        return joined
    }
}
