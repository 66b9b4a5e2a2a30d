import AgentProtocol
import Domain

/// The requests and answers of one operator's connection.
struct OperatorExchange {
    private var assembler = ChunkAssembler()
    private var unanswered: Set<UInt64> = []
    private var answers: [ChunkSequence] = []

    /// Whether a request is with the reader.
    var hasOpenRequests: Bool { !unanswered.isEmpty }
    /// Whether an answer is under way.
    var isAnswering: Bool { !answers.isEmpty }
    /// Whether the operator waits for us.
    var isWaiting: Bool { !unanswered.isEmpty && answers.isEmpty }

    /// Takes a chunk. Returns the body of the request with its last one.
    ///
    /// - Throws: a refusal, after which the connection cannot go on.
    mutating func receive(_ chunk: Chunk) throws(Refusal) -> [UInt8]? {
        guard !unanswered.contains(chunk.request) else {
            throw Refusal(
                .outOfOrder,
                "request \(chunk.request) has not been answered yet; give each request its own number"
            )
        }
        guard unanswered.count + answers.count < ProtocolLimits.mostOpenRequests else {
            throw Refusal(.malformed, "more than \(ProtocolLimits.mostOpenRequests) requests are not answered yet")
        }
        guard let body = try assembler.add(chunk) else { return nil }
        unanswered.insert(chunk.request)
        return body
    }

    /// Keeps an answer to be sent; ignored if the request is not open.
    mutating func answer(_ request: UInt64, with chunks: ChunkSequence) {
        guard unanswered.remove(request) != nil else { return }
        answers.append(chunks)
    }

    /// The next piece to send.
    mutating func nextChunk() -> Chunk? {
        while !answers.isEmpty {
            if let chunk = answers[0].next() {
                if chunk.isLast { answers.removeFirst() }
                return chunk
            }
            answers.removeFirst()
        }
        return nil
    }
}
