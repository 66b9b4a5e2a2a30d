import Domain

/// When the latest reports of one agent process came.
///
/// A report may be long under way, so when it came says little about when it was sent. But one that goes by the answer to an
/// earlier report was sent after that one had come.
struct ReportArrivals: Hashable, Sendable {
    private struct Arrival: Hashable, Sendable {
        var number: ReportNumber
        var at: Instant
    }

    private var process: ProcessNumber?
    private var arrivals: [Arrival] = []

    /// A moment before the report was sent, on the clock of the controller that is asked; `nil` while none is known.
    func moment(before report: AgentReport, as controller: ControllerID) -> Instant? {
        guard report.process == process, let answered = report.leases.compactMap({ $0.held[controller] }).max() else {
            return nil
        }
        return arrivals.last { $0.number == answered }?.at
    }

    mutating func note(_ report: AgentReport, at now: Instant) {
        if report.process != process { (process, arrivals) = (report.process, []) }
        arrivals.append(Arrival(number: report.number, at: now))
        if arrivals.count > Self.most { arrivals.removeFirst() }
    }

    /// A lease lasts for a few reports only.
    private static let most = 64
}
