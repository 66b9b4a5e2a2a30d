/// What is going to happen, in order of time; of what happens at one time, first what was put in first.
struct EventQueue {
    private struct Entry {
        var time: TrueTime
        var order: Int
        var action: () -> Void

        func comes(before other: Entry) -> Bool { (time, order) < (other.time, other.order) }
    }

    private var heap: [Entry] = []
    private var count = 0

    mutating func add(at time: TrueTime, _ action: @escaping () -> Void) {
        count += 1
        heap.append(Entry(time: time, order: count, action: action))
        var child = heap.count - 1
        while child > 0, heap[child].comes(before: heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func next() -> (time: TrueTime, action: () -> Void)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
        return (first.time, first.action)
    }

    private mutating func sink() {
        var parent = 0
        while let child = [2 * parent + 1, 2 * parent + 2].filter({ $0 < heap.count })
            .min(by: { heap[$0].comes(before: heap[$1]) }),
            heap[child].comes(before: heap[parent])
        {
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
