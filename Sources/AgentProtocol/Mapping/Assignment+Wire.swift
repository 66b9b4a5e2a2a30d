import Domain
import SwiftProtobuf

extension WireAssignment: WireReadable {
    init(_ assignment: CheckAssignment) {
        self.init()
        version = assignment.version
        reportEvery = Google_Protobuf_Duration(assignment.reportEvery)
        checks = assignment.checks.map(WireAssignedCheck.init)
    }

    func read() throws(FieldFault) -> CheckAssignment {
        CheckAssignment(
            version: version,
            reportEvery: try Field.positiveDuration(hasReportEvery ? reportEvery : nil, "reportEvery"),
            checks: try Field.list(checks, "checks", atMost: AgentReport.mostChecks, key: CheckKey.init)
        )
    }
}

extension WireAssignedCheck: WireReadable {
    init(_ assigned: AssignedCheck) {
        self.init()
        application = assigned.application.rawValue
        check = assigned.check.rawValue
        subject = assigned.subject.rawValue
        planVersion = assigned.planVersion.rawValue
        uses = assigned.uses
        with = Google_Protobuf_Struct(assigned.with)
        every = Google_Protobuf_Duration(assigned.every)
        timeout = Google_Protobuf_Duration(assigned.timeout)
        downAfter = UInt32(clamping: assigned.downAfter)
        upAfter = UInt32(clamping: assigned.upAfter)
    }

    func read() throws(FieldFault) -> AssignedCheck {
        AssignedCheck(
            application: try Field.name(application, "application"),
            check: try Field.name(check, "check"),
            subject: try Field.name(subject, "subject"),
            planVersion: try Field.counter(planVersion, "planVersion"),
            uses: try Field.text(uses, "uses"),
            with: try with.parameters("with"),
            every: try Field.positiveDuration(hasEvery ? every : nil, "every"),
            timeout: try Field.positiveDuration(hasTimeout ? timeout : nil, "timeout"),
            downAfter: try Field.number(downAfter, "downAfter", 1...ProtocolLimits.mostRepeats),
            upAfter: try Field.number(upAfter, "upAfter", 1...ProtocolLimits.mostRepeats)
        )
    }
}
