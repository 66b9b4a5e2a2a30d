import Domain

/// Reads what a person orders.
struct OrderReader {
    let names: ScriptNames

    func read(_ line: inout ScriptLine) throws(ScriptError) -> Deed {
        let word = try line.word("what is ordered, for example failover of app1 to b")
        if let kind = MoveOrder.Kind(rawValue: word) { return .ask(.move(try move(kind, &line))) }
        if word == "controllers" { return .strike([.controllersOrdered(.exactly(try change(&line)))], lasting: nil) }
        if word == "declaration" { return .ask(try declaration(&line)) }
        if word == "unreadable" { return .ask(try unreadablePlan(&line)) }
        guard let kind = Self.kinds[word] else {
            throw line.error(
                """
                nobody can order "\(word)": order failover, switchover, failback, freeze, unfreeze, approval, rejection, abort, \
                retry, skip, reapplication, declaration, unreadable plan or controllers
                """
            )
        }
        try line.require("of")
        let application = try names.application(&line)
        if case .freeze = kind {
            try line.require("for")
            return .strike([.ordered(.freeze(try line.duration()), application)], lasting: nil)
        }
        return .strike([.ordered(kind, application)], lasting: nil)
    }

    private static let kinds: [String: OperatorOrderKind] = [
        "freeze": .freeze(.zero), "unfreeze": .unfreeze, "approval": .approve, "rejection": .reject, "abort": .abort,
        "retry": .retry, "skip": .skip, "reapplication": .applyPlan,
    ]

    /// `declaration of app1 in b`
    private func declaration(_ line: inout ScriptLine) throws(ScriptError) -> OperatorCommand {
        try line.require("of")
        let application = try names.application(&line)
        try line.require("in")
        return .declare(application: application, active: try names.region(&line), reason: "writes are to go there")
    }

    private func unreadablePlan(_ line: inout ScriptLine) throws(ScriptError) -> OperatorCommand {
        try line.require("plan of")
        let name = "\(try names.application(&line)).yaml"
        return .applyPlan(source: "no plan at all", fileName: name, reason: "a slip", dryRun: false)
    }

    /// `controllers add X Y`, `controllers remove X Y`, `controllers replace X by Y` or `controllers cancel`.
    private func change(_ line: inout ScriptLine) throws(ScriptError) -> ControllerChange {
        if line.take("cancel") { return .cancel }
        if line.take("replace") {
            let old = try names.controller(&line)
            try line.require("by")
            return .replace(old, with: try names.controller(&line))
        }
        let isAddition = line.take("add")
        if !isAddition { try line.require("remove") }
        let two = [try names.controller(&line), try names.controller(&line)]
        return isAddition ? .add(two) : .remove(two)
    }

    /// `failover of app1 to b accepting 5m`, or `… accepting unknown loss`
    private func move(_ kind: MoveOrder.Kind, _ line: inout ScriptLine) throws(ScriptError) -> MoveOrder {
        try line.require("of")
        var order = MoveOrder(kind: kind, application: try names.application(&line), target: nil, reason: "as ordered")
        if line.take("to") { order.target = try names.region(&line) }
        if line.take("accepting unknown loss") {
            order.overrides = [.unknownLoss]
        } else if line.take("accepting") {
            order.acceptedLoss = try line.duration()
        }
        return order
    }
}
