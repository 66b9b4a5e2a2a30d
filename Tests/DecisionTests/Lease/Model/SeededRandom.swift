import TestSupport

/// The draws of the lease model.
struct SeededRandom: RandomNumberGenerator {
    private var numbers: SeededGenerator

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed &* 0x2545_F491_4F6C_DD1D &+ 0x9E37_79B9_7F4A_7C15) }

    mutating func next() -> UInt64 { numbers.next() }

    /// True with this probability.
    mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double(next() >> 11) < probability * 9_007_199_254_740_992
    }

    mutating func pick<Choice>(_ first: Choice, _ others: Choice...) -> Choice {
        let index = Int(next() % UInt64(others.count + 1))
        return index == 0 ? first : others[index - 1]
    }

    mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

    mutating func between(_ low: TrueTime, _ high: TrueTime) -> TrueTime {
        low + TrueTime(next() % UInt64(max(1, high - low)))
    }

    /// A pause around this length, now shorter, now longer.
    mutating func around(_ mean: TrueTime) -> TrueTime { between(mean / 10, mean * 2) }
}
