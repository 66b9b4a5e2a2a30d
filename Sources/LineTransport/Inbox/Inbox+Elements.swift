import Synchronization

extension Inbox {
    /// The events one by one. One reader only.
    func elements() -> AsyncStream<Event> {
        let batch = Mutex<ArraySlice<Event>>([])
        return AsyncStream(unfolding: {
            if let event = batch.withLock({ $0.popFirst() }) { return event }
            guard var events = await self.next()?[...] else { return nil }
            let first = events.popFirst()
            let rest = events
            batch.withLock { $0 = rest }
            return first
        })
    }
}
