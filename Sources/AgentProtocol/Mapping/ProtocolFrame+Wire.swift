import Domain

extension WireFrame {
    init(_ frame: ProtocolFrame) {
        self.init()
        switch frame {
        case .agent(let message): self.frame = OneOf_Frame(message)
        case .controller(let message): self.frame = OneOf_Frame(message)
        case .chunk(let chunk): self.frame = .chunk(WireChunk(chunk))
        }
    }
}

extension WireFrame.OneOf_Frame {
    fileprivate init(_ message: AgentMessage) {
        switch message {
        case .hello(let hello): self = .hello(WireHello(hello))
        case .report(let report): self = .report(WireReport(report))
        case .hookOutput(let output): self = .hookOutput(WireHookOutput(output))
        case .hookStatus(let status): self = .hookStatus(WireHookStatus(status))
        case .bye(let farewell): self = .bye(WireBye(farewell))
        }
    }

    fileprivate init(_ message: ControllerMessage) {
        switch message {
        case .ack(let ack): self = .ack(WireAck(ack))
        case .assignment(let assignment): self = .assignment(WireAssignment(assignment))
        case .hookOrder(let order): self = .hookOrder(WireHookOrder(order))
        case .hookStop(let key): self = .hookStop(WireHookStop(key))
        case .refusal(let refusal): self = .error(WireRefusal(refusal))
        }
    }
}

extension WireFrame: WireReadable {
    func read() throws(FieldFault) -> ProtocolFrame {
        switch frame {
        case .hello(let hello): .agent(.hello(try Field.message(hello, "hello")))
        case .report(let report): .agent(.report(try Field.message(report, "report")))
        case .hookOutput(let output): .agent(.hookOutput(try Field.message(output, "hookOutput")))
        case .hookStatus(let status): .agent(.hookStatus(try Field.message(status, "hookStatus")))
        case .bye(let bye): .agent(.bye(try Field.message(bye, "bye")))
        case .ack(let ack): .controller(.ack(try Field.message(ack, "ack")))
        case .assignment(let assignment): .controller(.assignment(try Field.message(assignment, "assignment")))
        case .hookOrder(let order): .controller(.hookOrder(try Field.message(order, "hookOrder")))
        case .hookStop(let stop): .controller(.hookStop(try Field.message(stop, "hookStop")))
        case .error(let refusal): .controller(.refusal(try Field.message(refusal, "error")))
        case .chunk(let chunk): .chunk(try Field.message(chunk, "chunk"))
        case nil: throw FieldFault("", "a frame of a kind that this version does not know", code: .unknownFrame)
        }
    }
}
