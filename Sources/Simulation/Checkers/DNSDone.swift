import Domain

/// 3.4: a change of DNS is done only when every name server that can be reached answers it.
struct DNSDone: Checker {
    let rule = "3.4"
    private var headers: [ExecutionID: ExecutionHeader] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .journalled(let record) = event, case .execution(let event) = record.event else { return nil }
        switch event {
        case .started(let header): headers[header.id] = header
        case .stepEnded(let id, let step, _, false, .succeeded):
            guard let header = headers[id], header.changesDNS(in: step) else { return nil }
            return judge(header, world)
        case .stepStarted, .stepEnded, .stepPassedOver, .stepSkipped, .stepRetried, .aborted, .ended: break
        }
        return nil
    }

    private func judge(_ header: ExecutionHeader, _ world: World) -> String? {
        let record = world.setting.record(of: header.application)
        let epoch = world.names.secondary.token(beside: record.name).flatMap { DNSToken($0) }?.epoch ?? 0
        // What said the same before needs no change to be seen.
        guard epoch < header.epoch,
            world.names.secondary.values(of: record) != world.names.primary.values(of: record)
        else { return nil }
        return
            "\(header.id) has changed DNS, it says, but the secondary answers epoch \(epoch) of \(header.application)"
    }
}

extension ExecutionHeader {
    fileprivate func changesDNS(in step: StepID) -> Bool {
        runbook.contains { $0.id == step && $0.action.uses == "dns.failover" }
    }
}
