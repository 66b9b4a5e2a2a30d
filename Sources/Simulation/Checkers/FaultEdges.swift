/// When a checker has to look at the world: a fault is told just before it changes the world, so what stood until then is seen
/// with that event, and what stands from then on with the next.
struct FaultEdges {
    private var hasJustPassed = false

    /// - Returns: whether the world may stand as no look has seen it yet.
    mutating func isNews(_ event: WorldEvent) -> Bool {
        let isNews = hasJustPassed || event.isAboutFault
        hasJustPassed = event.isAboutFault
        return isNews
    }
}

extension WorldEvent {
    fileprivate var isAboutFault: Bool {
        if case .faultBegan = self { return true }
        if case .faultEnded = self { return true }
        if case .stormEnded = self { return true }
        return false
    }
}
