import Domain

/// The environment of a hook's command: what the order says, each name with `HOLDFAST_` before it.
enum HookEnvironment {
    /// - Returns: the variables, or why the order's parameters cannot be variables.
    static func variables(for order: HookOrder) -> Result<[String: String], Refusal> {
        var variables = [
            "HOLDFAST_APPLICATION": "\(order.application)", "HOLDFAST_ATTEMPT": "\(order.key.attempt)",
            "HOLDFAST_EPOCH": "\(order.epoch)", "HOLDFAST_EXECUTION": "\(order.key.execution)",
            "HOLDFAST_HOOK": "\(order.hook)", "HOLDFAST_STEP": "\(order.key.step)", "HOLDFAST_TERM": "\(order.term)",
        ]
        for (name, value) in order.parameters.sorted(by: { $0.key < $1.key }) {
            guard let variable = variable(for: name), variables.updateValue(value, forKey: variable) == nil else {
                return .failure(
                    Refusal(
                        .malformed,
                        "parameter \(name) of hook \(order.hook) has a name that is taken or no name: rename it"
                    )
                )
            }
        }
        return .success(variables)
    }

    /// `replica-lag` becomes `HOLDFAST_REPLICA_LAG`; `nil` for what cannot be a variable.
    static func variable(for name: String) -> String? {
        let bytes = name.utf8.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }
        let text = String(decoding: bytes, as: UTF8.self).uppercased()
        let isVariable = text.utf8.allSatisfy {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_")
        }
        return isVariable && !text.isEmpty ? "HOLDFAST_\(text)" : nil
    }
}
