import Decision
import Domain
import Ports
import Runbook

/// Carries out the steps that neither agents nor the machine itself carry out.
struct StepWork: Sendable {
    let ports: ControllerPorts
    let part: PlanPart

    func perform(_ order: StepOrder) async -> Execution.TryResult {
        switch StepKind(rawValue: order.action.uses) {
        case .dnsFailover: await failOver(order)
        case .httpVerify: await verify(order)
        case .notify: await notify(order)
        case .hook, .postgres, .activate, .approval, nil:
            .refused(reason: "\(order.action.uses) is not a step of a controller")
        }
    }

    func inspect(_ order: StepOrder) async -> Execution.Inspection {
        switch StepKind(rawValue: order.action.uses) {
        case .dnsFailover: await lookForFailover(order)
        case .httpVerify: .notDone
        case .notify: .unknown(reason: "whether it was told cannot be seen")
        case .hook, .postgres, .activate, .approval, nil:
            .unknown(reason: "\(order.action.uses) is not a step of a controller")
        }
    }

    // MARK: dns.failover

    private func work(for order: StepOrder) -> DNSWork? {
        guard let group = part.group, let region = order.action.with["to"]?.scalarText else { return nil }
        let token = DNSToken(application: order.application, epoch: order.epoch, region: RegionID(region))
        return DNSWork(ports.dns, DNSTask(application: order.application, group: group, token: token))
    }

    private func failOver(_ order: StepOrder) async -> Execution.TryResult {
        guard let work = work(for: order) else {
            return .refused(reason: "the step names no DNS group of the plan, or no region")
        }
        do throws(PortError) {
            let refusals = try await work.change()
            guard refusals.isEmpty else { return .refused(reason: refusals.map(\.description).joined(separator: "; ")) }
            let (isDone, summary) = try await awaitPropagation(work, atMost: order.timeout)
            return isDone ? .succeeded(outputs: [:], summary: summary) : .failed(reason: summary)
        } catch {
            return error.tryResult
        }
    }

    /// The change is done when every authoritative server that can be reached answers it.
    private func awaitPropagation(
        _ work: DNSWork,
        atMost patience: Duration
    ) async throws(PortError) -> (isDone: Bool, summary: String) {
        let deadline = ports.time.now.instant + patience
        while true {
            let propagation = try await work.propagation()
            if propagation.isDone || isPlanted(.dnsIsDoneUnasked) { return (true, propagation.summary) }
            let next = ports.time.now.instant + Self.propagationPause
            guard next < deadline, (try? await ports.time.sleep(until: next)) != nil else {
                return (false, propagation.summary)
            }
        }
    }

    private static var propagationPause: Duration { .milliseconds(100) }

    /// Shorter than an execution's patience with a look.
    private static var longestLook: Duration { .seconds(10) }

    private func lookForFailover(_ order: StepOrder) async -> Execution.Inspection {
        guard let work = work(for: order) else { return .notDone }
        do throws(PortError) {
            guard try await work.isDone() else { return .notDone }
            let (isDone, summary) = try await awaitPropagation(work, atMost: min(order.timeout, Self.longestLook))
            return isDone ? .done(outputs: [:], summary: summary) : .failed(reason: summary)
        } catch {
            return .unknown(reason: error.message)
        }
    }

    // MARK: http.verify

    private func verify(_ order: StepOrder) async -> Execution.TryResult {
        guard let request = WebRequest(order) else { return .refused(reason: "the step names no URL") }
        guard let addresses = pinnedAddresses(of: order) else {
            return .refused(reason: "pinned: the plan's records have no address of \(order.target) for \(request.url)")
        }
        for address in addresses {
            let seen = await ports.web.probe(request, pinnedAddress: address)
            guard seen.outcome == .passed else {
                return .failed(reason: "\(address.map { "at \($0): " } ?? "")\(seen.summary)")
            }
        }
        return .succeeded(outputs: [:], summary: "\(request.url) answers as expected")
    }

    /// Where to connect: the given addresses, those of the target, or once where DNS says. `nil` if the plan has none.
    private func pinnedAddresses(of order: StepOrder) -> [String?]? {
        switch order.action.with["pinned"] {
        case .list(let addresses): addresses.map(\.scalarText)
        case .flag(true): part.targetAddresses.isEmpty ? nil : part.targetAddresses
        case .flag(false), .text, .number, .table, .nothing, nil: [nil]
        }
    }

    // MARK: notify

    private func notify(_ order: StepOrder) async -> Execution.TryResult {
        guard let channel = part.channel, let text = order.action.with["text"]?.scalarText else {
            return .refused(reason: "the step names no channel of the plan, or no text")
        }
        let notification = Notification(
            deduplicationKey: "holdfast/\(order.application)/step/\(order.key.execution)/\(order.key.step)",
            severity: .note,
            application: order.application,
            incident: nil,
            title: text,
            details: [],
            at: ports.time.now.wall
        )
        do throws(PortError) {
            try await ports.notifiers.notifier(for: channel).deliver(notification)
            return .succeeded(outputs: [:], summary: "told \(channel.id)")
        } catch {
            return error.tryResult
        }
    }
}

extension PortError {
    var tryResult: Execution.TryResult {
        switch code {
        case .unavailable, .conditionFailed: .failed(reason: message)
        case .outcomeUnknown: .outcomeUnknown(reason: message)
        case .rejected, .damaged: .refused(reason: message)
        }
    }
}

extension WebRequest {
    fileprivate init?(_ order: StepOrder) {
        let with = order.action.with
        guard let url = with["url"]?.scalarText else { return nil }
        self.init(
            url: url,
            timeout: with["timeout"]?.scalarText.flatMap { Duration(text: $0) } ?? order.timeout,
            statuses: with["statuses"].numbers,
            bodyContains: with["contains"]?.scalarText,
            trustFile: with["trust_file"]?.scalarText,
            certificateDaysLeft: with["certificate_days_left"]?.scalarText.flatMap { Int($0) }
        )
    }
}

extension Parameter? {
    fileprivate var numbers: [Int] {
        guard case .list(let items)? = self else { return [] }
        return items.compactMap { $0.scalarText.flatMap { Int($0) } }
    }
}
