/// A line of work that one task does in order. It grows only by what the machine decides, one event at a time.
package struct WorkQueue<Item: Sendable>: Sendable {
    /// One reader only.
    package let items: AsyncStream<Item>
    private let input: AsyncStream<Item>.Continuation

    package init() { (items, input) = AsyncStream.makeStream(of: Item.self) }

    package func add(_ item: Item) { input.yield(item) }

    /// Nothing more is added; the reader ends when it has done what is there.
    package func finish() { input.finish() }
}
