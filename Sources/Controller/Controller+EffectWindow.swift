import Domain
import Ports

// DESIGN S3: what nothing outside refuses when it comes late is called only shortly after leadership was confirmed.
extension Controller {
    /// Calls an API that has no condition while this process certainly leads, or has led less than `effect_window` ago.
    ///
    /// The store is asked first unless it confirmed the leadership within the first half of the window, so that at least half
    /// of it is left for the call; when it is over the call is cancelled, and its outcome is unknown.
    func whileLeading<Answer: Sendable>(
        _ call: @escaping @Sendable () async -> Result<Answer, PortError>
    ) async -> Result<Answer, PortError> {
        if isPlanted(.effectWindowIsIgnored) || isPlanted(.anybodyShowsSignsOfLife) { return await call() }
        guard let confirmed = await confirmedInstant() else {
            return .failure(PortError(.unavailable, "leadership was not confirmed, so nothing was sent"))
        }
        let (time, end, window) = (ports.time, confirmed + settings.effectWindow, settings.effectWindow)
        return await withTaskGroup(of: Result<Answer, PortError>.self) { group in
            group.addTask { await call() }
            group.addTask {
                try? await time.sleep(until: end)
                return .failure(PortError(.outcomeUnknown, "no answer within the effect window of \(window.text)"))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(PortError(.unavailable, "nothing was sent"))
        }
    }

    /// When leadership was confirmed, not longer than half a window ago; `nil` if it cannot be.
    private func confirmedInstant() async -> Instant? {
        let now = ports.time.now.instant
        guard let process, let led = term else { return nil }
        if let confirmedAt, confirmedAt + settings.effectWindow / 2 >= now { return confirmedAt }
        // A replaced process ends by its own campaign.
        try? await renew(led, process)
        guard term == led, let confirmedAt, confirmedAt >= now else { return nil }
        return confirmedAt
    }
}
