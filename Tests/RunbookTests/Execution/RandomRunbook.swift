import Domain
import TestSupport

@testable import Runbook

/// Makes runbooks that lint would accept.
enum RandomRunbook {
    static func steps(_ random: inout SeededGenerator) -> [Step] {
        var steps: [Step] = []
        for number in 0..<Int.random(in: 2...7, using: &random) {
            let needs = steps.map(\.id).filter { _ in random.happens(35) }
            steps.append(step(StepID("s\(number)"), needs: needs, &random))
        }
        return steps
    }

    private static func step(_ id: StepID, needs: [StepID], _ random: inout SeededGenerator) -> Step {
        let kinds: [StepKind] = [.hook, .hook, .hook, .hook, .dnsFailover, .httpVerify, .notify, .approval]
        let kind = kinds.randomElement(using: &random) ?? .hook
        var step = Step(
            id: id,
            action: Action(uses: kind.rawValue),
            needs: needs,
            timeout: .seconds(Int.random(in: 5...120, using: &random)),
            retry: RetryPolicy(attempts: Int.random(in: 1...3, using: &random)),
            onFailure: Step.FailurePolicy.allCases.randomElement(using: &random) ?? .stop,
            outputs: ["value"]
        )
        if random.happens(40) { step.compensation = Action(uses: random.happens(70) ? "hook" : "dns.failover") }
        guard let need = needs.randomElement(using: &random) else { return step }
        if random.happens(20) { step.condition = "steps.\(need).\(random.happens(50) ? "failed" : "succeeded")" }
        if random.happens(20) { step.action.with["from"] = .text("{{steps.\(need).outputs.value}}") }
        return step
    }
}
