/// What a controller tells an agent. Which controller it is stands in its certificate.
package enum ControllerMessage: Hashable, Sendable {
    case ack(ReportAck)
    case assignment(CheckAssignment)
    case hookOrder(HookOrder)
    case hookStop(HookKey)
    case refusal(Refusal)
}

/// The answer to a report.
package struct ReportAck: Hashable, Sendable {
    package var process: ProcessNumber
    package var number: ReportNumber
    /// How often this controller wants reports.
    package var reportEvery: Duration
    package var leases: [LeaseAnswer]

    package init(process: ProcessNumber, number: ReportNumber, reportEvery: Duration, leases: [LeaseAnswer]) {
        self.process = process
        self.number = number
        self.reportEvery = reportEvery
        self.leases = leases
    }
}

/// What a controller says about one application in the answer to a report.
package struct LeaseAnswer: Hashable, Sendable {
    package var application: ApplicationID
    /// The assignment as this controller knows it. Its epoch fences every guardian of a lower one.
    package var assignment: Assignment
    /// The open proposal to end this epoch, which asks its guardians to fence.
    package var openProposal: ProposalNumber?
    package var grant: Grant?

    package init(
        application: ApplicationID,
        assignment: Assignment,
        openProposal: ProposalNumber? = nil,
        grant: Grant? = nil
    ) {
        self.application = application
        self.assignment = assignment
        self.openProposal = openProposal
        self.grant = grant
    }
}

/// Why a controller, or an agent, will not do what it was sent.
package struct Refusal: Hashable, Codable, Sendable, Error {
    package enum Code: String, Hashable, Codable, Sendable, CaseIterable {
        case lineTooLong
        case malformed
        case unknownFrame
        case outOfOrder
        case wrongIdentity
        case replaced
        case tooSlow
        case staleTerm
        case staleEpoch
        case unavailable
    }

    package var code: Code
    /// One line for people: what was wrong and how to mend it.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
