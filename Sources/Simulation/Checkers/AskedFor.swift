import Domain

/// S5 and 3.2: what moves by itself in approval mode was approved, and what moves on a person's order was ordered by a person:
/// there is no automatic failback.
struct AskedFor: Checker {
    let rule = "S5"
    private let mode: Scenario.Mode
    private var ordered: [ApplicationID: Set<OperatorName>] = [:]
    private var declared: [ApplicationID: Set<OperatorName>] = [:]
    private var approved: Set<ApplicationID> = []
    private var questions: [QuestionID: ApplicationID] = [:]

    init(_ setting: Setting) { mode = setting.mode }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .asked(let name, .move(let order)): ordered[order.application, default: []].insert(name)
        case .asked(let name, .declare(let application, _, _)): declared[application, default: []].insert(name)
        case .journalled(let record): return note(record)
        default: break
        }
        return nil
    }

    private mutating func note(_ record: JournalRecord) -> String? {
        switch record.event {
        case .question(.asked(let question)): questions[question.id] = question.application
        case .question(.answered(let id, let isApproved, _, _)):
            if isApproved, let application = questions[id] { approved.insert(application) }
        case .failover(.proposalOpened(let proposal)): return judge(proposal)
        default: break
        }
        return nil
    }

    private func judge(_ proposal: Proposal) -> String? {
        if let order = proposal.cause.order {
            let asked = proposal.isDeclaration ? declared : ordered
            guard asked[proposal.application]?.contains(order.by) != true else { return nil }
            return "\(proposal.application) is moved to \(proposal.target) for \(order.by), who has not asked"
        }
        guard mode == .approval, !approved.contains(proposal.application) else { return nil }
        return "\(proposal.application) is moved to \(proposal.target), and nobody has approved"
    }
}
