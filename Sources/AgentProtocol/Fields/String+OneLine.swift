extension String {
    /// The text with a space for everything that would break a line, move a terminal's cursor or turn the direction of writing:
    /// what an agent says is shown on the terminals of people who give orders.
    package var withoutControlCharacters: String {
        guard unicodeScalars.contains(where: \.isControlling) else { return self }
        var cleaned = UnicodeScalarView()
        for scalar in unicodeScalars { cleaned.append(scalar.isControlling ? " " : scalar) }
        return String(cleaned)
    }

    /// The beginning of the text, at most so many bytes of UTF-8, never cut within a character.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    func oneLine(atMost limit: Int = ProtocolLimits.longestText) -> String {
        withoutControlCharacters.cut(toBytes: limit)
    }
}

extension Unicode.Scalar {
    fileprivate var isControlling: Bool {
        switch value {
        case 0x00...0x1f, 0x7f...0x9f: true
        // Line and paragraph separators, and the controls of the bidirectional algorithm.
        case 0x2028...0x202e, 0x2066...0x2069: true
        case _: false
        }
    }
}
