import Domain
import Synchronization

/// Cuts what a hook prints into lines, passes them on within bounds, and picks out its outputs.
///
/// A line `::output NAME=VALUE` is an output of the step; the last line of a name counts.
final class HookOutputScanner: Sendable {
    private struct State {
        var lines = LineCutter()
        var passedOn = 0
        var outputs: [String: String] = [:]
        var lastLine = ""
    }

    private let state = Mutex(State())
    private let passOn: @Sendable (String) -> Void

    init(passOn: @escaping @Sendable (String) -> Void) { self.passOn = passOn }

    /// The outputs so far.
    var outputs: [String: String] { state.withLock { $0.outputs } }
    /// The last line with something in it.
    var lastLine: String { state.withLock { $0.lastLine } }

    func scan(_ piece: some Sequence<UInt8>) {
        send(state.withLock { state in state.lines.cut(piece).compactMap { Self.take($0, &state) } })
    }

    /// Takes what has been printed since the last line as a line of its own.
    func finish() {
        send(state.withLock { state in state.lines.rest().flatMap { Self.take($0, &state) }.map { [$0] } ?? [] })
    }

    /// Takes a line; returns what is to be passed on of it.
    private static func take(_ line: String, _ state: inout State) -> String? {
        if !line.trimmed.isEmpty { state.lastLine = line.trimmed }
        take(outputIn: line, &state)
        guard state.passedOn <= mostPassedOn else { return nil }
        state.passedOn += line.utf8.count + 1
        return state.passedOn <= mostPassedOn ? line + "\n" : "… what follows is not passed on\n"
    }

    private static func take(outputIn line: String, _ state: inout State) {
        guard line.hasPrefix(outputMark) else { return }
        let parts = line.dropFirst(outputMark.count).split(
            separator: "=",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, let name = parts.first?.trimmed, (1...longestOutputName).contains(name.utf8.count),
            state.outputs[name] != nil || state.outputs.count < mostOutputs
        else { return }
        state.outputs[name] = parts[1].trimmed
    }

    /// Lines are passed on together, as many as fit into one message.
    private func send(_ texts: [String]) {
        var message = ""
        for text in texts {
            if message.utf8.count + text.utf8.count > Self.longestMessage, !message.isEmpty {
                passOn(message)
                message = ""
            }
            message += text
        }
        if !message.isEmpty { passOn(message) }
    }

    private static let outputMark = "::output "
    /// In JSON a byte may take six, and a frame is at the most 64 KiB (DESIGN 4.1).
    private static let longestMessage = 8192
    /// What one run may send to controllers; the journal must not fill up with a hook's chatter.
    private static let mostPassedOn = 262_144
    private static let mostOutputs = 64
    private static let longestOutputName = 64
}
