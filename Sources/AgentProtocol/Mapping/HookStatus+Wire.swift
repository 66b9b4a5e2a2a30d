import Domain

extension WireHookOutput: WireReadable {
    init(_ output: HookOutput) {
        self.init()
        key = WireHookKey(output.key)
        text = output.text
    }

    func read() throws(FieldFault) -> HookOutput {
        HookOutput(key: try Field.message(hasKey ? key : nil, "key"), text: text)
    }
}

extension WireHookStatus: WireReadable {
    init(_ status: HookStatus) {
        self.init()
        key = WireHookKey(status.key)
        state = OneOf_State(status.state)
    }

    func read() throws(FieldFault) -> HookStatus {
        HookStatus(key: try Field.message(hasKey ? key : nil, "key"), state: try readState())
    }

    private func readState() throws(FieldFault) -> HookStatus.State {
        switch state {
        case .notStarted: .notStarted
        case .running: .running
        case .succeeded(let success): .succeeded(outputs: try Field.message(success, "succeeded"))
        case .failed(let failure):
            .failed(
                exitCode: Int(failure.exitCode),
                summary: try Field.text(failure.summary, "failed.summary")
            )
        case .timedOut: .timedOut
        case .refused(let refusal): .refused(try Field.message(refusal, "refused"))
        case .interrupted: .interrupted
        case nil: throw FieldFault("state", "is missing, or none that this version knows")
        }
    }
}

extension WireHookStatus.Succeeded: WireReadable {
    func read() throws(FieldFault) -> [String: String] {
        try Field.table(outputs, "outputs", atMost: ProtocolLimits.mostOutputs)
    }
}

extension WireHookStatus.OneOf_State {
    fileprivate init(_ state: HookStatus.State) {
        switch state {
        case .notStarted: self = .notStarted(WireHookStatus.NotStarted())
        case .running: self = .running(WireHookStatus.Running())
        case .succeeded(let outputs): self = .succeeded(.with { $0.outputs = outputs })
        case .failed(let exitCode, let summary):
            self = .failed(
                .with {
                    $0.exitCode = Int32(clamping: exitCode)
                    $0.summary = summary.oneLine()
                }
            )
        case .timedOut: self = .timedOut(WireHookStatus.TimedOut())
        case .refused(let refusal): self = .refused(WireRefusal(refusal))
        case .interrupted: self = .interrupted(WireHookStatus.Interrupted())
        }
    }
}
