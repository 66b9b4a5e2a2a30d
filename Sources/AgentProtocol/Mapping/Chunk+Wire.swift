extension WireChunk: WireReadable {
    init(_ chunk: Chunk) {
        self.init()
        request = chunk.request
        number = chunk.number
        last = chunk.isLast
        text = chunk.text
    }

    func read() throws(FieldFault) -> Chunk {
        guard number >= 1 else { throw FieldFault("number", "is 0, but chunks are counted from 1") }
        guard text.utf8.count <= ProtocolLimits.longestChunk else {
            throw FieldFault("text", "is longer than \(ProtocolLimits.longestChunk) bytes")
        }
        guard last || !text.isEmpty else { throw FieldFault("text", "is empty, which only the last chunk may be") }
        return Chunk(request: request, number: number, isLast: last, text: text)
    }
}
