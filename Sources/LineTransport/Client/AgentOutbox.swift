import Domain

/// What waits to be sent to one controller. Of reports only the newest, and a hook's output gives way first.
struct AgentOutbox {
    private var messages: [AgentMessage] = []
    private var report: AgentReport?
    /// Closed while there is no connection: what is not connected is not waited for.
    private(set) var isOpen = false

    /// Returns whether it was taken.
    mutating func add(_ message: AgentMessage) -> Bool {
        guard isOpen else { return false }
        switch message {
        case .report(let newer): report = newer
        case .hookOutput, .hookStatus, .hello, .bye:
            if messages.count >= Self.mostMessages { makeRoom() }
            messages.append(message)
        }
        return true
    }

    mutating func open() { isOpen = true }

    mutating func close() { self = AgentOutbox() }

    /// The next to send: what became of hooks before the report that comes after it.
    mutating func next() -> AgentMessage? {
        if !messages.isEmpty { return messages.removeFirst() }
        defer { report = nil }
        return report.map { .report($0) }
    }

    private mutating func makeRoom() {
        let output = messages.firstIndex { if case .hookOutput = $0 { true } else { false } }
        messages.remove(at: output ?? 0)
    }

    /// Some seconds of a hook that prints a lot.
    private static let mostMessages = 256
}
