import AgentProtocol
import Domain
import Testing
import TestSupport

/// Damaged lines are refused or read, and never more than that.
struct FuzzTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func aDamagedLineIsRefusedOrIsAFrameThatCanBeSentAgain(seed: UInt64) throws {
        let codec = FrameCodec()
        var random = SeededGenerator(seed: seed)
        let lines = try FrameExamples.all.map { Array(try codec.encode($0).dropLast()) }
        var refused = 0
        for round in 0..<3000 {
            let damaged = damage(lines[round % lines.count], among: lines, &random)
            guard let frame = try? codec.decode(damaged) else {
                refused += 1
                continue
            }
            let again = try codec.decode(Array(try codec.encode(frame).dropLast()))
            #expect(again == frame, "seed \(seed), round \(round)")
        }
        #expect(
            (1000..<3000).contains(refused),
            "the damage must be neither deadly nor harmless every time: \(refused)"
        )
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: #"{"x":"#, count: 10_000)
        let lists = String(repeating: "[", count: 30_000)
        for inner in [deep, lists] {
            let line = #"{"assignment":{"checks":[{"with":{"a":"# + inner
            #expect(throws: FrameFault.self) { try FrameCodec().decode(Array(line.utf8)) }
            #expect(throws: FrameFault.self) { try FrameCodec().decode(Array((#"{"unknown":"# + inner).utf8)) }
        }
    }

    private func damage(_ line: [UInt8], among lines: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var line = line
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard !line.isEmpty else { break }
            let place = Int.random(in: 0..<line.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: line[place] = UInt8.random(in: 0...255, using: &random)
            case 1: line.remove(at: place)
            case 2: line.insert(Self.telling.randomElement(using: &random) ?? 0, at: place)
            case 3: line.removeSubrange(place...)
            case 4: line[place] = Self.telling.randomElement(using: &random) ?? 0
            case _:
                let other = lines.randomElement(using: &random) ?? []
                let from = Int.random(in: 0..<other.count, using: &random)
                line.insert(contentsOf: other[from..<min(other.count, from + 20)], at: place)
            }
        }
        return line
    }

    private static let telling = Array(#"{}[]":,0159-+.eEsntf\/ "#.utf8) + [0, 0x7f, 0x80, 0xc3, 0xff]
}
