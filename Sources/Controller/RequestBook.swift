import Decision
import Ports

/// Which operator waits for which answer.
struct RequestBook {
    private var open: [RequestNumber: OperatorRequest.ID] = [:]
    private var last: RequestNumber = 0

    mutating func enter(_ id: OperatorRequest.ID) -> RequestNumber {
        last = last.next
        open[last] = id
        // An operator who left without an answer is forgotten in the end.
        if last.rawValue > Self.mostOpen { open[RequestNumber(last.rawValue - Self.mostOpen)] = nil }
        return last
    }

    mutating func take(_ number: RequestNumber) -> OperatorRequest.ID? { open.removeValue(forKey: number) }

    mutating func takeAll() -> [OperatorRequest.ID] {
        defer { open = [:] }
        return open.sorted { $0.key < $1.key }.map(\.value)
    }

    private static let mostOpen: UInt64 = 10_000
}
