import Domain
import Foundation
import Simulation

/// What all runs of a campaign came to.
struct Totals {
    /// Seeds that were begun, finished or not.
    var begun: UInt64 = 0
    /// Seeds that drew a cluster of another size.
    var passedOver: UInt64 = 0
    private var finished: UInt64 = 0
    private(set) var failures: UInt64 = 0
    private var simulated = Duration.zero
    private var situations = Situations()
    private var failovers = 0
    private var orderedMoves = 0
    private var holds = 0
    private var lastProgress = Duration.zero

    mutating func add(_ report: RunReport) {
        finished += 1
        if report.violation != nil { failures += 1 }
        simulated += report.simulated
        situations += report.situations
        failovers += report.failovers
        orderedMoves += report.orderedMoves
        holds += report.holds
    }

    /// How far it is, not oftener than every other second.
    mutating func progress(after took: Duration) -> String? {
        guard took - lastProgress > .seconds(2) else { return nil }
        lastProgress = took
        return "\(finished) seeds, \(failures) failed, \(situations.total) situations, \(took.text)"
    }

    func summary(after took: Duration) -> String {
        let minutes = max(Double(took.wholeMilliseconds), 1) / 60_000
        let hours = Double(simulated.wholeMilliseconds) / 3_600_000
        func rate(_ count: Int) -> String { String(format: "%.0f", Double(count) / minutes) }
        return """
            \(finished) seeds, \(failures) failed; \(String(format: "%.1f", hours)) simulated hours
            \(situations.total) situations: \(situations.regionLosses) region losses, \(situations.partitions) partitions, \
            \(situations.crashes) crashes, \(situations.pauses) pauses
            \(failovers) failovers, \(orderedMoves) moves on order, \(holds) holds
            a minute: \(String(format: "%.1f", hours / minutes)) simulated hours, \(rate(situations.total)) situations, \
            \(rate(failovers + orderedMoves)) failovers and moves
            """
    }
}
