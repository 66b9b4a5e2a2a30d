/// Cuts what a program prints into lines.
struct LineCutter {
    private var line: [UInt8] = []
    private var isTooLong = false

    /// The lines that end in this piece; what is too long of one is left out.
    mutating func cut(_ piece: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in piece {
            if byte == UInt8(ascii: "\n") {
                lines.append(endLine())
            } else if line.count < Self.longestLine {
                line.append(byte)
            } else {
                isTooLong = true
            }
        }
        return lines
    }

    /// What has been printed since the last line, as a line of its own; `nil` if there is nothing.
    mutating func rest() -> String? { line.isEmpty ? nil : endLine() }

    private mutating func endLine() -> String {
        defer {
            line = []
            isTooLong = false
        }
        return String(decoding: line, as: UTF8.self) + (isTooLong ? "…" : "")
    }

    private static let longestLine = 4096
}
