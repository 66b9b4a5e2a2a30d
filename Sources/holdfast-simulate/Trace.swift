import Domain
import Simulation

/// Everything that happens in a run, a line each.
enum Trace {
    /// - Returns: what prints every event; `nil` when nothing is to be printed.
    static func printer(if isWanted: Bool) -> ((Duration, WorldEvent) -> Void)? {
        guard isWanted else { return nil }
        return { time, event in
            if case .written = event { return }
            print("\(time.text)  \(event)")
        }
    }
}
