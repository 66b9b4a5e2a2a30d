import Domain
import SwiftProtobuf

extension WireHello: WireReadable {
    init(_ hello: AgentHello) {
        self.init()
        process = hello.process.rawValue
        version = hello.version.oneLine()
        hooks = hello.hooks.map(\.rawValue)
        fences = hello.fences.map(WireFenceDescription.init)
        if let name = hello.ledger { ledger = name.rawValue }
    }

    func read() throws(FieldFault) -> AgentHello {
        AgentHello(
            process: try Field.counter(process, "process", atLeast: 1),
            version: try Field.text(version, "version"),
            hooks: try Field.names(hooks, "hooks", atMost: ProtocolLimits.mostNames),
            fences: try Field.list(fences, "fences", atMost: ProtocolLimits.mostNames, key: \.application),
            ledger: hasLedger ? try Field.name(ledger, "ledger") : nil
        )
    }
}

extension WireFenceDescription: WireReadable {
    init(_ fence: FenceDescription) {
        self.init()
        application = fence.application.rawValue
        kind = fence.kind.oneLine()
        bound = Google_Protobuf_Duration(fence.bound)
        if let text = fence.defect { defect = text.oneLine() }
    }

    func read() throws(FieldFault) -> FenceDescription {
        FenceDescription(
            application: try Field.name(application, "application"),
            kind: try Field.text(kind, "kind"),
            bound: try Field.positiveDuration(hasBound ? bound : nil, "bound"),
            defect: hasDefect ? try Field.text(defect, "defect") : nil
        )
    }
}

extension WireBye: WireReadable {
    init(_ farewell: AgentFarewell) {
        self.init()
        process = farewell.process.rawValue
        backWithin = Google_Protobuf_Duration(farewell.backWithin)
    }

    func read() throws(FieldFault) -> AgentFarewell {
        AgentFarewell(
            process: try Field.counter(process, "process", atLeast: 1),
            backWithin: try Field.requiredDuration(hasBackWithin ? backWithin : nil, "backWithin")
        )
    }
}
