import Foundation
import Testing

/// Files with what is expected, which a person reviews; `REWRITE=1` writes them anew.
package struct Golden: Sendable {
    package let folder: URL

    package static let isRewritten = ProcessInfo.processInfo.environment["REWRITE"] == "1"

    /// The files that stand in the folder of a source file, or below it.
    package init(beside source: String = #filePath, below folder: String = "") {
        self.folder = URL(filePath: source).deletingLastPathComponent().appending(path: folder)
    }

    package func check(_ text: String, against name: String) throws {
        let file = folder.appending(path: name)
        if Self.isRewritten { try text.write(to: file, atomically: true, encoding: .utf8) }
        let expected = try String(contentsOf: file, encoding: .utf8)
        guard text != expected else { return }
        let (old, new) = (expected.lines, text.lines)
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
        Issue.record(
            """
            \(name):\(line + 1): run with REWRITE=1 and review the difference
            was: \(old.dropFirst(line).first ?? "the end")
            is:  \(new.dropFirst(line).first ?? "the end")
            """
        )
    }
}

extension String {
    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
