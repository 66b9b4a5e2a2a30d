import Domain
import Runbook

/// All that happened in one scenario, for the expectations to look at.
struct Chronicle {
    private let setting: Setting
    private let homes: [ApplicationID: RegionID]
    private var events: [(time: Duration, event: WorldEvent)] = []
    private(set) var lines: [StoryLine] = []
    private(set) var mostMovesAtOnce = 0
    private var moving: Set<String> = []
    /// What is not well when the story ends.
    private var troubles: [ApplicationID: String] = [:]

    init(_ setting: Setting, homes: [ApplicationID: RegionID]) {
        self.setting = setting
        self.homes = homes
    }

    // MARK: Writing

    mutating func add(_ event: WorldEvent, at time: Duration) {
        events.append((time, event))
        if case .journalled(let record) = event { count(record.event) }
    }

    mutating func add(_ line: StoryLine) { lines.append(line) }

    mutating func close(_ troubles: [ApplicationID: String]) { self.troubles = troubles }

    /// A move is under way from its proposal to its end.
    private mutating func count(_ event: JournalEvent) {
        switch event {
        case .failover(.proposalOpened(let proposal)): moving.insert(proposal.application.rawValue)
        case .failover(.proposalClosed(let application, _, _)): moving.remove(application.rawValue)
        case .failover(.epochCommitted(let proposal, _, _)): moving.insert(proposal.application.rawValue)
        case .execution(.ended(let execution, _, _)):
            moving = moving.filter { !execution.rawValue.hasPrefix($0 + "-") }
        default: break
        }
        mostMovesAtOnce = max(mostMovesAtOnce, moving.count)
    }

    // MARK: Where applications are

    private func moves(of application: ApplicationID) -> [(time: Duration, region: RegionID)] {
        events.compactMap { time, event in
            guard case .journalled(let record) = event,
                case .failover(.epochCommitted(let proposal, _, _)) = record.event,
                proposal.application == application
            else { return nil }
            return (time, proposal.target)
        }
    }

    func hasMove(of application: ApplicationID, to region: RegionID, _ window: Window) -> Bool {
        moves(of: application).contains { $0.region == region && window.contains($0.time) }
    }

    func stations(of application: ApplicationID) -> String {
        let moves = moves(of: application).map { ", in \($0.region) from \($0.time.text)" }
        return "in \(homes[application]?.rawValue ?? "no region") at first" + moves.joined()
    }

    func departure(of application: ApplicationID, from region: RegionID, _ window: Window) -> String? {
        let moves = moves(of: application)
        let before = moves.last { $0.time < window.from }?.region ?? homes[application]
        let isThere = before == region && !moves.contains { window.contains($0.time) }
        return isThere ? nil : "it was \(stations(of: application))"
    }

    func trouble(with application: ApplicationID, in region: RegionID) -> String? {
        if let trouble = troubles[application] { return trouble }
        let last = moves(of: application).last?.region ?? homes[application]
        return last == region ? nil : "it was \(stations(of: application))"
    }

    // MARK: Writes

    func firstWrite(of application: ApplicationID, in region: RegionID, _ window: Window) -> Duration? {
        events.first { time, event in
            guard window.contains(time), case .written(application, region) = event else { return false }
            return true
        }?.time
    }

    func loss(of application: ApplicationID, over limit: Duration, _ window: Window) -> String? {
        for (time, event) in events where window.contains(time) {
            guard case .writesLost(application, _, let count, let span) = event, limit == .zero || span > limit else {
                continue
            }
            return "\(count) writes of \(span.text) were lost at \(time.text)"
        }
        return nil
    }

    // MARK: What people read

    func pages(_ window: Window, about text: String) -> [String] {
        events.compactMap { time, event in
            guard window.contains(time), case .told(let notification, _, _) = event, notification.severity == .page
            else {
                return nil
            }
            let all = ([notification.title] + notification.details).joined(separator: "; ")
            return text.isEmpty || all.contains(text) ? all : nil
        }
    }

    func line(_ window: Window, with text: String) -> String? {
        lines.first { window.contains($0.time) && $0.description.contains(text) }?.description
    }

    func firstRecord(_ window: Window) -> String? {
        for (time, event) in events where window.contains(time) {
            if case .journalled(let record) = event { return "\(record.event.summary) at \(time.text)" }
        }
        return nil
    }

    func lintFailure(_ severity: Finding.Severity, _ code: FindingCode) -> String? {
        let findings = setting.applications.flatMap {
            Lint.findings(in: setting.plan(of: $0), facts: setting.lintFacts)
        }
        guard !findings.contains(where: { $0.severity == severity && $0.code == code }) else { return nil }
        let said = findings.map { "\($0.severity.rawValue) \($0.code)" }
        return "it said " + (said.isEmpty ? "nothing" : Set(said).sorted().joined(separator: ", "))
    }
}

extension Setting {
    /// What `plan lint` would know of this cluster.
    fileprivate var lintFacts: LintFacts {
        let places = controllers.map { ($0.id, $0.region) }
        return LintFacts(controllers: Dictionary(uniqueKeysWithValues: places))
    }
}
