/// A piece of a longer document: a request of an operator, or its answer (DESIGN 4.1).
package struct Chunk: Hashable, Sendable {
    /// The operator's own number of the request within a connection.
    package var request: UInt64
    /// Place of the piece, beginning with 1.
    package var number: UInt32
    package var isLast: Bool
    package var text: String

    package init(request: UInt64, number: UInt32, isLast: Bool, text: String) {
        self.request = request
        self.number = number
        self.isLast = isLast
        self.text = text
    }
}
