import Dispatch
import Domain
import Foundation
import Simulation
import Synchronization

/// Runs one seed after the other, on one or several cores, until there are no more or the time is over, and adds up what was seen.
final class Campaign: Sendable {
    let first: UInt64
    /// How many seeds; `nil` for as many as the time allows.
    let count: UInt64?
    let limit: Duration?
    let span: Duration
    /// The only clusters that are played; `nil` for all.
    let size: ClusterSize?
    private let totals = Mutex(Totals())
    private let began = ContinuousClock.now

    init(first: UInt64, count: UInt64?, limit: Duration?, span: Duration, size: ClusterSize?) {
        self.first = first
        self.count = count
        self.limit = limit
        self.span = span
        self.size = size
    }

    var failures: UInt64 { totals.withLock { $0.failures } }

    /// - Parameter jobs: how many seeds run at the same time. Each has its own world, so that equal seeds give equal runs.
    func run(jobs: Int) {
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while let seed = nextSeed() { take(SeededRun(seed: seed, span: span)) }
        }
        say(totals.withLock { $0.summary(after: ContinuousClock.now - began) })
    }

    private func nextSeed() -> UInt64? {
        guard ContinuousClock.now - began < limit ?? .seconds(Int64.max / 2) else { return nil }
        return totals.withLock { totals in
            guard totals.begun < count ?? .max else { return nil }
            defer { totals.begun += 1 }
            while let size, !size.fits(seed: first + totals.begun + totals.passedOver) { totals.passedOver += 1 }
            return first + totals.begun + totals.passedOver
        }
    }

    private func take(_ run: SeededRun) {
        let report = run.run()
        totals.withLock { $0.add(report) }
        showProgress()
        guard let violation = report.violation else { return }
        say("seed \(run.seed): \(violation)\n  see it with: \(Shrinker.shrink(run, breaking: violation))")
    }

    private func say(_ lines: String) {
        totals.withLock { _ in
            print(lines)
            fflush(nil)
        }
    }

    /// People who wait see how far it is; a pipe gets the result only.
    private func showProgress() {
        let took = ContinuousClock.now - began
        guard isatty(2) == 1, let line = totals.withLock({ $0.progress(after: took) }) else { return }
        FileHandle.standardError.write(Data("\r\(line) ".utf8))
    }
}
