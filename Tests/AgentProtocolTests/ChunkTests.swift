import AgentProtocol
import Domain
import Testing

/// Longer bodies in pieces.
struct ChunkTests {
    let codec = FrameCodec()

    @Test(arguments: ["", "{}", "a", "\"", "\u{7f}", "ü", "😀", "\r\n"], [0, 1, 32_767, 32_768, 32_769, 100_000])
    func aBodyComesBackAsItWasInLinesWithinTheLimit(character: String, count: Int) throws {
        let body = Array(String(repeating: character, count: count).utf8)
        var assembler = ChunkAssembler()
        var received: [UInt8]?
        for chunk in ChunkSequence(of: body, request: 9) {
            #expect(received == nil)
            let line = try codec.encode(.chunk(chunk))
            guard case .chunk(let decoded) = try codec.decode(Array(line.dropLast())) else { continue }
            received = try assembler.add(decoded)
        }
        #expect(received == body)
        #expect(assembler.heldBytes == 0)
    }

    @Test func bytesThatAreNotTextAreReplaced() {
        let chunks = Array(ChunkSequence(of: [0x61, 0xff, 0xfe, 0x80], request: 1))
        #expect(chunks.map(\.text) == ["a\u{fffd}\u{fffd}\u{fffd}"])
    }

    @Test func aMissingChunkIsRefused() throws {
        var assembler = ChunkAssembler()
        _ = try assembler.add(Chunk(request: 1, number: 1, isLast: false, text: "a"))
        let refusal = #expect(throws: Refusal.self) {
            try assembler.add(Chunk(request: 1, number: 3, isLast: true, text: "c"))
        }
        #expect(refusal?.code == .outOfOrder)
    }

    @Test func theLimitHoldsForAllOpenBodiesTogether() throws {
        var assembler = ChunkAssembler(longestBody: 10)
        _ = try assembler.add(Chunk(request: 1, number: 1, isLast: false, text: "123456"))
        _ = try assembler.add(Chunk(request: 2, number: 1, isLast: false, text: "1234"))
        #expect(throws: Refusal.self) { try assembler.add(Chunk(request: 2, number: 2, isLast: true, text: "5")) }
    }

    @Test func aFifthOpenRequestIsRefused() throws {
        var assembler = ChunkAssembler()
        for request in 1...4 {
            _ = try assembler.add(Chunk(request: UInt64(request), number: 1, isLast: false, text: "a"))
        }
        #expect(throws: Refusal.self) { try assembler.add(Chunk(request: 5, number: 1, isLast: false, text: "a")) }
    }
}
