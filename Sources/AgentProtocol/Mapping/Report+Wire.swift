import Domain
import SwiftProtobuf

extension WireReport: WireReadable {
    init(_ report: AgentReport) {
        self.init()
        process = report.process.rawValue
        number = report.number.rawValue
        checks = report.checks.map(WireCheckReport.init)
        leases = report.leases.map(WireLeaseReport.init)
        if report.host != HostReport() { host = WireHostReport(report.host) }
        assignmentVersion = report.assignmentVersion
    }

    func read() throws(FieldFault) -> AgentReport {
        let number: ReportNumber = try Field.counter(number, "number", atLeast: 1)
        return AgentReport(
            process: try Field.counter(process, "process", atLeast: 1),
            number: number,
            checks: try Field.list(checks, "checks", atMost: AgentReport.mostChecks, key: CheckKey.init),
            leases: try leases(of: number),
            host: try Field.optionalMessage(hasHost ? host : nil, "host") ?? HostReport(),
            assignmentVersion: assignmentVersion
        )
    }

    /// A fence can have ended before this report only, not before a later one.
    private func leases(of number: ReportNumber) throws(FieldFault) -> [LeaseReport] {
        let read = try Field.list(leases, "leases", atMost: ProtocolLimits.mostNames, key: \.application)
        for (index, lease) in read.enumerated() {
            guard let since = lease.fencedSince, since > number else { continue }
            throw FieldFault("leases[\(index)].fencedSince", "is \(since), but the report is only number \(number)")
        }
        return read
    }
}

/// What makes a check of a report or an assignment one of its own.
struct CheckKey: Hashable {
    let application: ApplicationID
    let check: CheckID
    let subject: RegionID

    init(_ report: CheckReport) {
        (application, check, subject) = (report.application, report.check, report.subject)
    }

    init(_ assigned: AssignedCheck) {
        (application, check, subject) = (assigned.application, assigned.check, assigned.subject)
    }
}

extension WireLeaseReport: WireReadable {
    init(_ lease: LeaseReport) {
        self.init()
        application = lease.application.rawValue
        highestEpoch = lease.highestEpoch.rawValue
        if let since = lease.fencedSince { fencedSince = since.rawValue }
        if let left = lease.remaining { remaining = Google_Protobuf_Duration(max(.zero, left)) }
        margin = Int32(clamping: lease.margin)
        held = lease.held.sorted { $0.key < $1.key }.map { WireHeldGrant(controller: $0.key, report: $0.value) }
    }

    func read() throws(FieldFault) -> LeaseReport {
        LeaseReport(
            application: try Field.name(application, "application"),
            highestEpoch: try Field.counter(highestEpoch, "highestEpoch"),
            fencedSince: hasFencedSince ? try Field.counter(fencedSince, "fencedSince", atLeast: 1) : nil,
            remaining: try Field.optionalDuration(hasRemaining ? remaining : nil, "remaining"),
            margin: Int(margin),
            held: try heldGrants()
        )
    }

    private func heldGrants() throws(FieldFault) -> [ControllerID: ReportNumber] {
        guard held.count <= ProtocolLimits.mostControllers else {
            throw FieldFault("held", "has more than \(ProtocolLimits.mostControllers) entries")
        }
        var grants: [ControllerID: ReportNumber] = [:]
        for (index, grant) in held.enumerated() {
            let controller: ControllerID = try Field.name(grant.controller, "held[\(index)].controller")
            guard grants[controller] == nil else { throw FieldFault("held[\(index)]", "repeats \(controller)") }
            grants[controller] = try Field.counter(grant.report, "held[\(index)].report")
        }
        return grants
    }
}

extension WireHeldGrant {
    init(controller: ControllerID, report: ReportNumber) {
        self.init()
        self.controller = controller.rawValue
        self.report = report.rawValue
    }
}

extension WireHostReport: WireReadable {
    init(_ host: HostReport) {
        self.init()
        if host.loopLag > .zero { loopLag = Google_Protobuf_Duration(host.loopLag) }
        clockStepMilliseconds = host.clockStepMilliseconds
        for (application, times) in host.fencesFoundOpen { fencesFoundOpen[application.rawValue] = times }
    }

    func read() throws(FieldFault) -> HostReport {
        HostReport(
            loopLag: try Field.optionalDuration(hasLoopLag ? loopLag : nil, "loopLag") ?? .zero,
            clockStepMilliseconds: clockStepMilliseconds,
            fencesFoundOpen: try foundOpen()
        )
    }

    private func foundOpen() throws(FieldFault) -> [ApplicationID: UInt64] {
        let names: [ApplicationID] = try Field.names(
            fencesFoundOpen.keys.sorted(),
            "fencesFoundOpen",
            atMost: ProtocolLimits.mostNames
        )
        return Dictionary(uniqueKeysWithValues: names.map { ($0, fencesFoundOpen[$0.rawValue] ?? 0) })
    }
}
