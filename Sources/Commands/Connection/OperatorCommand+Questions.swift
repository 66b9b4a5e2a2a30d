import Domain

extension OperatorCommand {
    /// Whether it changes nothing.
    var isQuestion: Bool {
        switch self {
        case .status, .explain, .agents, .showPlan, .incidents, .incident, .executions, .execution, .journal,
            .controllers, .objectives, .backup:
            true
        case .applyPlan(_, _, _, let dryRun): dryRun
        case .move(let order): order.dryRun
        case .acknowledge, .note, .resolve, .abort, .retry, .skip, .answer, .freeze, .unfreeze, .drain, .adoptDNS,
            .declare, .changeControllers:
            false
        }
    }

    /// What to say when a controller does not know what a question names; `nil` for orders, which it answers itself.
    var missing: String? {
        switch self {
        case .explain(let region): "no applied plan has a region \(region): holdfast status shows all"
        case .showPlan(let application, nil): "no plan of \(application) is applied: holdfast status shows which are"
        case .showPlan(let application, let version?):
            "version \(version) of the plan of \(application) is not the applied one: holdfast status shows which is"
        case .incident(let id): "there is no incident \(id): holdfast incidents --all lists them"
        case .execution(let id, _): "there is no execution \(id): holdfast executions lists them"
        case .status, .agents, .incidents, .executions, .journal, .applyPlan, .move, .acknowledge, .note, .resolve,
            .abort, .retry, .skip, .answer, .freeze, .unfreeze, .drain, .adoptDNS, .declare, .controllers, .objectives,
            .backup, .changeControllers:
            nil
        }
    }
}
