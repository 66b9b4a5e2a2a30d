import Ports

/// The queue between connections and their one reader, in which a newer report takes the place of an older one.
struct InboxQueue<Event> {
    private struct Slot {
        let source: ConnectionID
        var event: Event?
    }

    /// Events that may wait in all. Beyond it every connection stops reading.
    let capacity: Int
    /// Events of one connection that may wait, so that one that floods slows down itself and not the others.
    let capacityPerSource: Int
    private var slots: [Slot] = []
    private var newestReports: [ConnectionID: Int] = [:]
    private var counts: [ConnectionID: Int] = [:]
    private(set) var count = 0

    init(capacity: Int, capacityPerSource: Int) {
        self.capacity = capacity
        self.capacityPerSource = capacityPerSource
    }

    var isEmpty: Bool { count == 0 }

    func isFull(for source: ConnectionID) -> Bool {
        count >= capacity || counts[source, default: 0] >= capacityPerSource
    }

    /// Adds an event even to a full queue: the source has been told to stop, and what it had in hand is little. A report
    /// makes the one of the same source that still waits worthless.
    mutating func append(_ event: Event, from source: ConnectionID, isReport: Bool) {
        if isReport { forgetOlderReport(of: source) }
        slots.append(Slot(source: source, event: event))
        count += 1
        counts[source, default: 0] += 1
        if isReport { newestReports[source] = slots.count - 1 }
        if slots.count > 2 * count + Self.slack { compact() }
    }

    /// All events in order, taken out.
    mutating func takeAll() -> [Event] {
        let events = slots.compactMap(\.event)
        slots.removeAll(keepingCapacity: true)
        newestReports.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        count = 0
        return events
    }

    private mutating func forgetOlderReport(of source: ConnectionID) {
        guard let older = newestReports[source] else { return }
        slots[older].event = nil
        count -= 1
        counts[source, default: 1] -= 1
    }

    /// Closes the gaps that forgotten reports have left.
    private mutating func compact() {
        let isNewestReport = Set(newestReports.values)
        var kept: [Slot] = []
        for (index, slot) in slots.enumerated() where slot.event != nil {
            if isNewestReport.contains(index) { newestReports[slot.source] = kept.count }
            kept.append(slot)
        }
        slots = kept
    }

    private static var slack: Int { 64 }
}
