import Domain

/// Makes a run that breaks a rule smaller, for as long as the smaller one breaks the same rule.
package struct Shrinker {
    private let rule: String
    private var best: SeededRun
    /// Runs that may still be tried: a bound on the patience of whoever waits.
    private var triesLeft: Int

    private init(_ run: SeededRun, breaking rule: String, tries: Int) {
        self.rule = rule
        best = run
        triesLeft = tries
    }

    /// - Parameters:
    ///   - run: a run that breaks a rule.
    ///   - violation: what it breaks.
    ///   - tries: how many runs may be spent.
    /// - Returns: the smallest run found that breaks the same rule.
    package static func shrink(_ run: SeededRun, breaking violation: Violation, tries: Int = 100) -> SeededRun {
        var shrinker = Shrinker(run, breaking: violation.rule, tries: tries)
        shrinker.dropFaults()
        return shrinker.best
    }

    /// Leaves out half of the faults, then a quarter, and so on down to one at a time (Zeller's ddmin).
    private mutating func dropFaults() {
        var kept = best.only ?? Array(1...max(1, best.faults.count))
        var size = max(1, kept.count / 2)
        while triesLeft > 0 {
            var start = 0
            while start < kept.count, triesLeft > 0 {
                var fewer = kept
                fewer.removeSubrange(start..<min(start + size, kept.count))
                if stillBreaks(fewer) { kept = fewer } else { start += size }
            }
            guard size > 1 else { return }
            size /= 2
        }
    }

    private mutating func stillBreaks(_ kept: [Int]) -> Bool {
        triesLeft -= 1
        var smaller = best
        smaller.only = kept
        guard smaller.run().violation?.rule == rule else { return false }
        best = smaller
        return true
    }
}
