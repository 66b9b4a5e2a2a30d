extension FailoverCause {
    /// Why, in a few words.
    package var summary: String {
        switch self {
        case .scenario(let scenario, let verdict): "scenario \(scenario) on verdict \(verdict.rawValue)"
        case .failover(let order): "failover by \(order.by): \(order.reason)"
        case .switchover(let order): "switchover by \(order.by): \(order.reason)"
        case .failback(let order): "failback by \(order.by): \(order.reason)"
        case .declaration(let order): "declared by \(order.by): \(order.reason)"
        }
    }
}
