import Ports
import Testing
import TestSupport

@testable import LineTransport

/// The queue before the reader.
struct InboxQueueTests {
    private struct Event: Equatable {
        let source: ConnectionID
        let number: Int
        let isReport: Bool
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func ofReportsOfASourceTheNewestStaysAndAllElseKeepsItsOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = InboxQueue<Event>(capacity: 1000, capacityPerSource: 100)
        var model: [Event] = []
        for number in 0..<5000 {
            let source = ConnectionID(UInt64.random(in: 1...5, using: &random))
            let event = Event(source: source, number: number, isReport: Int.random(in: 0..<10, using: &random) < 9)
            if event.isReport { model.removeAll { $0.isReport && $0.source == source } }
            model.append(event)
            queue.append(event, from: source, isReport: event.isReport)
            #expect(queue.count == model.count)
            guard Int.random(in: 0..<200, using: &random) == 0 else { continue }
            #expect(queue.takeAll() == model)
            model = []
        }
        #expect(queue.takeAll() == model)
    }

    @Test func aSourceThatFloodsIsFullBeforeTheOthers() {
        var queue = InboxQueue<Int>(capacity: 5, capacityPerSource: 3)
        for number in 0..<3 { queue.append(number, from: 1, isReport: false) }
        #expect(queue.isFull(for: 1) && !queue.isFull(for: 2))
        for number in 0..<2 { queue.append(number, from: 2, isReport: false) }
        #expect(queue.isFull(for: 3))
        _ = queue.takeAll()
        #expect(!queue.isFull(for: 1))
    }
}
