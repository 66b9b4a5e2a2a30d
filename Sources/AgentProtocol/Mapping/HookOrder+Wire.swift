import Domain
import SwiftProtobuf

extension WireHookKey: WireReadable {
    init(_ key: HookKey) {
        self.init()
        execution = key.execution.rawValue
        step = key.step.rawValue
        attempt = UInt32(clamping: key.attempt)
    }

    func read() throws(FieldFault) -> HookKey {
        HookKey(
            execution: try Field.name(execution, "execution"),
            step: try Field.name(step, "step"),
            attempt: Int(attempt)
        )
    }
}

extension WireHookOrder: WireReadable {
    init(_ order: HookOrder) {
        self.init()
        key = WireHookKey(order.key)
        purpose = Purpose(order.purpose)
        term = order.term.rawValue
        application = order.application.rawValue
        epoch = order.epoch.rawValue
        hook = order.hook.rawValue
        parameters = order.parameters
        timeout = Google_Protobuf_Duration(order.timeout)
        if let name = order.ledger { ledger = name.rawValue }
    }

    func read() throws(FieldFault) -> HookOrder {
        HookOrder(
            key: try Field.message(hasKey ? key : nil, "key"),
            purpose: try purpose.read(),
            term: try Field.counter(term, "term"),
            application: try Field.name(application, "application"),
            epoch: try Field.counter(epoch, "epoch"),
            hook: try Field.name(hook, "hook"),
            parameters: try Field.table(parameters, "parameters", atMost: ProtocolLimits.mostHookParameters),
            timeout: try Field.positiveDuration(hasTimeout ? timeout : nil, "timeout"),
            ledger: hasLedger ? try Field.name(ledger, "ledger") : nil
        )
    }
}

extension WireHookOrder.Purpose {
    fileprivate init(_ purpose: HookOrder.Purpose) {
        switch purpose {
        case .run: self = .run
        case .inspect: self = .inspect
        }
    }

    fileprivate func read() throws(FieldFault) -> HookOrder.Purpose {
        switch self {
        case .run: .run
        case .inspect: .inspect
        case .unspecified, .UNRECOGNIZED: throw FieldFault("purpose", "is missing, or none that this version knows")
        }
    }
}

extension WireHookStop: WireReadable {
    init(_ key: HookKey) {
        self.init()
        self.key = WireHookKey(key)
    }

    func read() throws(FieldFault) -> HookKey {
        try Field.message(hasKey ? key : nil, "key")
    }
}
