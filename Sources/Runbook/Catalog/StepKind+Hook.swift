import Domain

extension StepKind {
    /// The hook of an agent that carries it out with these parameters; `nil` where no agent does.
    package func hook(_ parameters: Parameters) -> HookName? {
        switch self {
        case .hook: parameters["hook"]?.scalarText.map { HookName($0) }
        case .postgres(let action): parameters["database"]?.scalarText.map { action.hook(for: DatabaseName($0)) }
        case .dnsFailover, .httpVerify, .approval, .activate, .notify: nil
        }
    }
}
