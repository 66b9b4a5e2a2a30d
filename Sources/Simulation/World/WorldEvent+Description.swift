import Domain

extension WorldEvent: CustomStringConvertible {
    /// One line for people: who and what.
    package var description: String {
        switch self {
        case .faultBegan(let fault): "FAULT    \(fault)"
        case .faultEnded(let fault): "over     \(fault)"
        case .stormEnded: "over     everything"
        case .agentStarted(let agent): "\(agent) starts"
        case .agentEnded(let agent): "\(agent) is gone"
        case .controllerStarted(let controller): "\(controller) starts"
        case .controllerEnded(let controller): "\(controller) is gone"
        case .doorOpened(let application, let region, let agent): "\(agent) lets \(application) be written in \(region)"
        case .doorClosed(let application, let region, let agent): "\(agent) fences \(application) in \(region)"
        case .journalled(let record):
            "journal  #\(record.position) term \(record.term) \(record.controller): \(record.event.summary)"
        case .cameUp(let check, let subject, let agent, let good):
            "\(agent) sees \(check) of \(subject) up again, \(good.text) after it was bad"
        case .storeWentBack: "an older copy of the store's disk is put back"
        case .published(let opinions, let controller): "\(controller) holds \(opinions.text)"
        case .voted(let vote): "vote of \(vote.controller) for proposal \(vote.proposal) of \(vote.application)"
        case .votesVoid(let application, let controller): "vote of \(controller) for \(application) is void"
        case .hookStarted(let order, let agent):
            "\(agent) runs \(order.hook) for \(order.key.execution) \(order.key.step), try \(order.key.attempt)"
        case .hookSucceeded(let order, let agent): "\(agent) has done \(order.hook) for \(order.key.execution)"
        case .dnsRead(let controller): "\(controller) reads DNS"
        case .dnsWritten(let changes, let controller): "\(controller) writes DNS \(changes.map(\.text))"
        case .dnsRefused(let changes, let controller, let detail):
            "DNS refuses \(controller) \(changes.map(\.text)): \(detail)"
        case .told(let notification, _, _): "\(notification.severity.rawValue)  \(notification.title)"
        case .signOfLife(let controller, _): "\(controller) shows a sign of life"
        case .alarmRaised(let silence): "ALARM    from outside: no sign of life for \(silence.text)"
        case .alarmOver: "over     the alarm from outside"
        case .logged(let name, let text): "\(name) logs: \(text)"
        case .asked(let name, let command): "\(name) asks \(command)"
        case .answered(let name, let answer):
            "\(name) is told \(answer?.text ?? "nothing")"
        case .written(let application, let region): "\(application) is written in \(region)"
        case .writesLost(let application, let region, let count, let span):
            "\(count) writes of \(span.text) of \(application) are lost in \(region)"
        }
    }
}

extension DNSChange {
    fileprivate var text: String { "\(expected.key.name) \(values.joined(separator: " ")) \(token)" }
}

extension OperatorAnswer {
    fileprivate var text: String {
        switch body {
        case .explanation(let view):
            view.judgements.map { judgement in
                let verdict = judgement.state.verdict?.rawValue ?? "not judged"
                let reasons = (judgement.evidence + judgement.missing).joined(separator: "; ")
                return "\(view.region) is \(verdict) for \(judgement.application): \(reasons)"
            }.joined(separator: " | ")
        case .status(let view):
            view.applications.map { "\($0.application) in \($0.activeRegion), epoch \($0.epoch), held by \($0.heldBy)" }
                .joined(separator: " | ")
        case .agents, .plan, .planChange, .incidents, .incident, .executions, .execution, .move, .journal, .controllers,
            .objectives, .backup, nil:
            "\(outcome): \(message)"
        }
    }
}

extension [VerdictOpinion] {
    fileprivate var text: String {
        let places = sorted { ($0.application, $0.region) < ($1.application, $1.region) }.map {
            "\($0.region) \($0.verdict.rawValue) for \($0.application) by plan \($0.planVersion)"
        }
        return places.isEmpty ? "nothing" : places.joined(separator: ", ")
    }
}
