/// Random numbers that depend on a seed and nothing else: xoshiro256** (https://prng.di.unimi.it), seeded by SplitMix64.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameters:
    ///   - seed: equal seeds give equal numbers.
    ///   - stream: numbers for another purpose, independent of those of other streams.
    package init(seed: UInt64, stream: Stream) {
        var mixer = seed &+ stream.rawValue &* 0xD1B5_4A32_D192_ED03
        func next() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            var mixed = mixer
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        state = (next(), next(), next(), next())
    }

    /// What the numbers are for. A fault that is left out of a run must not change what everything else draws.
    package enum Stream: UInt64, Sendable {
        case setting = 1
        case faults
        case network
        case store
        case hosts
        case people
        case programs
        case disks
    }

    /// Numbers for one of many things of a kind: how many there are does not change what each draws.
    init(seed: UInt64, stream: Stream, of name: String) {
        let number = name.utf8.reduce(UInt64(0)) { $0 &* 131 &+ UInt64($1) }
        self.init(seed: seed &+ number &* 0x9E37_79B9_7F4A_7C15, stream: stream)
    }

    package mutating func next() -> UInt64 {
        let result = Self.rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotated(state.3, by: 45)
        return result
    }

    private static func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 { (word << bits) | (word >> (64 - bits)) }

    // MARK: Choices

    /// True with the given probability.
    mutating func chance(_ probability: Double) -> Bool {
        guard probability > 0 else { return false }
        return Double(next() >> 11) * 0x1p-53 < probability
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// To the microsecond.
    mutating func duration(in range: ClosedRange<Duration>) -> Duration {
        let microseconds = Int64.random(in: range.lowerBound.microseconds...range.upperBound.microseconds, using: &self)
        return .microseconds(microseconds)
    }
}

extension Duration {
    /// Whole microseconds, cut off.
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
