/// Where a command writes and, while it has the whole screen, reads keys.
package protocol CommandTerminal: Sendable {
    /// Whether a person reads standard output on a terminal that understands ECMA-48.
    var isInteractive: Bool { get }
    /// The same of standard error.
    var isErrorInteractive: Bool { get }
    /// Of the terminal behind standard output, now.
    var size: ScreenSize { get }

    /// Writes to standard output at once.
    func write(_ text: String)
    /// Writes to standard error at once.
    func writeError(_ text: String)

    /// Takes the whole screen, and keys as they are pressed. Only an interactive terminal can.
    func enterScreen()
    /// Gives everything back as it was.
    func leaveScreen()
    /// What was pressed since the last call; never waits.
    func pressedKeys() -> [UInt8]
}

/// How much fits on a terminal.
package struct ScreenSize: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What a terminal that does not say has (VT100).
    package static let standard = ScreenSize(columns: 80, rows: 24)
}
