import Domain
import Runbook

extension PlanReader {
    func checks(_ plan: inout Section) -> [CheckDefinition] {
        named("checks", in: &plan) { id, check in
            let defaults = CheckDefinition(id: CheckID(id), uses: "")
            let uses = check.requiredText("uses") ?? ""
            return CheckDefinition(
                id: CheckID(id),
                uses: uses,
                with: check.parameters(),
                every: check.duration("every") ?? defaults.every,
                timeout: check.duration("timeout") ?? defaults.timeout,
                isCritical: check.flag("critical") ?? defaults.isCritical,
                from: check.choices("from", of: CheckDefinition.Place.self) ?? defaults.from,
                downAfter: check.wholeNumber("down_after") ?? defaults.downAfter,
                upAfter: check.wholeNumber("up_after") ?? defaults.upAfter,
                measures: check.choice("measures", of: CheckDefinition.Measure.self)
                    ?? CheckKind(rawValue: uses)?.measure
            )
        }
    }
}
