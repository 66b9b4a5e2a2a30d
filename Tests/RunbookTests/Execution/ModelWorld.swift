import Domain

@testable import Runbook

/// The outside of an execution, as true as it can be: it knows what really became of every try, and notes what must not
/// happen.
struct ModelWorld {
    /// What really became of a try.
    enum Truth: Hashable {
        /// Ordered; it has not begun, and may yet.
        case onItsWay
        case running
        case done
        case failed
        /// It was seen as not done, and is refused if it still arrives.
        case barred
    }

    private(set) var truths: [HookKey: Truth] = [:]
    private(set) var orders: [HookKey: StepOrder] = [:]
    /// Keys in the order of their orders, so that chance does not depend on the order of a dictionary.
    private(set) var keys: [HookKey] = []
    private(set) var violations: [String] = []
    private var ordered: Set<HookKey> = []
    /// Tries before a person's word to try anew: the person answers for them.
    private var forgiven: Set<HookKey> = []

    mutating func note(_ event: JournalEvent) {
        guard case .execution(.stepRetried(_, let step, _, _)) = event else { return }
        forgiven.formUnion(keys.filter { $0.step == step })
    }

    /// A step is ordered again only if all its earlier tries are over without effect, it is safe to repeat, or a person
    /// answers for them.
    mutating func perform(_ order: StepOrder) {
        let key = order.key
        if !ordered.insert(key).inserted { violations.append("\(key) was ordered twice") }
        for earlier in keys where earlier.step == key.step && earlier.attempt < key.attempt {
            guard orders[earlier]?.isCompensation == order.isCompensation, !forgiven.contains(earlier) else { continue }
            guard let truth = truths[earlier], truth != .failed, truth != .barred, !order.isSafeToRepeat else {
                continue
            }
            violations.append("\(key) was ordered while \(earlier) is \(truth)")
        }
        if truths[key] == nil { place(order, .onItsWay) }
    }

    mutating func place(_ order: StepOrder, _ truth: Truth) {
        if orders[order.key] == nil { keys.append(order.key) }
        orders[order.key] = order
        truths[order.key] = truth
    }

    /// Arrives, or ends, as the caller wants; what is barred stays so.
    mutating func move(_ key: HookKey, to truth: Truth) {
        guard let now = truths[key], now == .onItsWay || now == .running else { return }
        truths[key] = truth
    }

    /// What a look at the world shows. What has not begun is barred by the look (DESIGN S3: a higher term was there).
    mutating func inspect(_ order: StepOrder) -> Execution.Inspection {
        switch truths[order.key] {
        case .onItsWay, .barred, nil:
            place(order, .barred)
            return .notDone
        case .running: return .stillRunning
        case .done: return .done(outputs: order.outputsOfWorld, summary: "seen")
        case .failed: return .failed(reason: "seen as failed")
        }
    }

    /// The answer of a try that is over; `nil` while it is not.
    func answer(of key: HookKey) -> Execution.TryResult? {
        switch truths[key] {
        case .done: .succeeded(outputs: orders[key]?.outputsOfWorld ?? [:], summary: "done")
        case .failed: .failed(reason: "failed")
        case .onItsWay, .running, .barred, nil: nil
        }
    }
}

extension StepOrder {
    fileprivate var outputsOfWorld: [String: String] {
        Dictionary(uniqueKeysWithValues: outputs.map { ($0, "value of \($0)") })
    }
}
