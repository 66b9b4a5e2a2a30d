import Domain

/// One kind of thing that can be expected of a story.
enum Claim: Hashable, Sendable {
    case stays(ApplicationID, RegionID)
    case moves(ApplicationID, RegionID)
    /// Customers' writes are acknowledged there.
    case isWritten(ApplicationID, RegionID)
    case isNotWritten(ApplicationID, RegionID)
    /// In the end: active there, writable, in DNS, and nothing is under way.
    case isServed(ApplicationID, RegionID)
    case page(about: String)
    case noPage(about: String)
    /// A line of the story has this text.
    case line(String)
    case noLine(String)
    case quietJournal
    case loss(ApplicationID, atMost: Duration)
    case movesAtOnce(atMost: Int)
    /// What `plan lint` says of the plan in this setting.
    case lint(Finding.Severity, FindingCode)
}

extension Claim {
    /// - Returns: what was so instead; `nil` when it came as claimed.
    func failure(in chronicle: Chronicle, _ window: Window) -> String? {
        switch self {
        case .stays(let application, let region): chronicle.departure(of: application, from: region, window)
        case .moves(let application, let region):
            chronicle.hasMove(of: application, to: region, window)
                ? nil : "it was \(chronicle.stations(of: application))"
        case .isWritten(let application, let region):
            chronicle.firstWrite(of: application, in: region, window) == nil ? "it was not" : nil
        case .isNotWritten(let application, let region):
            chronicle.firstWrite(of: application, in: region, window).map { "it was at \($0.text)" }
        case .isServed(let application, let region): chronicle.trouble(with: application, in: region)
        case .page(let text): chronicle.pages(window, about: text).isEmpty ? "there was none" : nil
        case .noPage(let text): chronicle.pages(window, about: text).first.map { "there was one: \($0)" }
        case .line(let text): chronicle.line(window, with: text) == nil ? "the story has no such line" : nil
        case .noLine(let text): chronicle.line(window, with: text).map { "the story has: \($0)" }
        case .quietJournal: chronicle.firstRecord(window).map { "there was: \($0)" }
        case .loss(let application, let limit): chronicle.loss(of: application, over: limit, window)
        case .movesAtOnce(let limit):
            chronicle.mostMovesAtOnce > limit ? "there were \(chronicle.mostMovesAtOnce)" : nil
        case .lint(let severity, let code): chronicle.lintFailure(severity, code)
        }
    }
}
