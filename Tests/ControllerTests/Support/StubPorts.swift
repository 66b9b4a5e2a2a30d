import Domain
import Ports
import Synchronization

/// A gateway to which only the test comes.
final class TestGateway: AgentGateway {
    private struct State {
        var last: UInt64 = 0
        var answers: [OperatorRequest.ID: [UInt8]] = [:]
    }

    let events: AsyncStream<[GatewayEvent]>
    private let feed: AsyncStream<[GatewayEvent]>.Continuation
    private let state = Mutex(State())

    init() { (events, feed) = AsyncStream.makeStream() }

    func send(_ message: ControllerMessage, to agent: AgentID) {}

    func answer(_ request: OperatorRequest.ID, with body: [UInt8]) { state.withLock { $0.answers[request] = body } }

    func answer(to request: OperatorRequest.ID) -> [UInt8]? { state.withLock { $0.answers[request] } }

    func ask(_ body: [UInt8], at time: Instant) -> OperatorRequest.ID {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        let id = OperatorRequest.ID(connection: ConnectionID(rawValue: number), number: 1)
        feed.yield([.requested(OperatorRequest(id: id, from: "ada", body: body, at: time))])
        return id
    }

    func connect(_ agent: AgentID, of region: RegionID) {
        let hello = AgentMessage.hello(AgentHello(process: 1, version: "test", hooks: [], fences: []))
        let received = ReceivedMessage(
            agent: agent,
            region: region,
            connection: 1,
            message: hello,
            at: Instant(sinceBoot: .zero)
        )
        feed.yield([.connected(1, .agent(region: region, id: agent)), .received(received)])
    }

    func disconnect(_ agent: AgentID, of region: RegionID) {
        feed.yield([.disconnected(1, .agent(region: region, id: agent), reason: "a test says so")])
    }
}

/// Notes what people are told.
final class RecordingNotifier: Notifier, NotifierFactory {
    private let state = Mutex<[String]>([])

    /// The titles that were delivered.
    var titles: [String] { state.withLock { $0 } }

    func deliver(_ notification: Notification) async throws(PortError) {
        state.withLock { $0.append(notification.title) }
    }

    func notifier(for channel: Channel) throws(PortError) -> any Notifier { self }
}

/// Notes which URLs were asked.
final class RecordingWeb: WebProbe {
    private let state = Mutex<[String]>([])

    var urls: [String] { state.withLock { $0 } }

    func probe(_ request: WebRequest, pinnedAddress: String?) async -> Observation {
        state.withLock { $0.append(request.url) }
        return Observation(outcome: .passed, summary: "asked", took: .zero)
    }
}

/// Reads no plans.
struct NoPlans: PlanParser {
    func parse(text: String, fileName: String) -> PlanReading {
        PlanReading(plan: nil, findings: [], places: PlanPlaces(fileName: fileName))
    }
}

/// Notes what the service manager is told.
final class RecordingManager: ServiceManager {
    private let state = Mutex<[String]>([])

    var words: [String] { state.withLock { $0 } }

    func loopRan() {}
    func ready() { state.withLock { $0.append("ready") } }
    func starting() { state.withLock { $0.append("starting") } }
}

/// Something that happens once.
final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
