import Domain
import Ports
import SystemClock

@testable import AgentAdapters

/// A fence that remembers when it was closed, and closes only when it may.
actor RecordingFence: Fence {
    nonisolated let description: FenceDescription
    private(set) var closedAt: Instant?
    private(set) var isClosing = false
    private var mayClose: Bool

    init(_ application: ApplicationID, kind: String = "recording", mayClose: Bool = true) {
        description = FenceDescription(application: application, kind: kind, bound: .seconds(1))
        self.mayClose = mayClose
    }

    func letClose() { mayClose = true }

    func close() async {
        isClosing = true
        while !mayClose { await OwnThread.pause(.milliseconds(2)) }
        closedAt = SystemTime().instant
    }

    func open(until deadline: Instant) async -> Bool { true }
    nonisolated let closesAgainEvery = Duration.seconds(5)
    func closeAgain() async -> ClosedAgain { .wasClosed }
    func extend(until deadline: Instant) async -> Bool { true }
}
