import Domain
import SwiftProtobuf

extension WireAck: WireReadable {
    init(_ ack: ReportAck) {
        self.init()
        process = ack.process.rawValue
        number = ack.number.rawValue
        reportEvery = Google_Protobuf_Duration(ack.reportEvery)
        leases = ack.leases.map(WireLeaseAnswer.init)
    }

    func read() throws(FieldFault) -> ReportAck {
        ReportAck(
            process: try Field.counter(process, "process", atLeast: 1),
            number: try Field.counter(number, "number", atLeast: 1),
            reportEvery: try Field.positiveDuration(hasReportEvery ? reportEvery : nil, "reportEvery"),
            leases: try Field.list(leases, "leases", atMost: ProtocolLimits.mostNames, key: \.application)
        )
    }
}

extension WireLeaseAnswer: WireReadable {
    init(_ answer: LeaseAnswer) {
        self.init()
        application = answer.application.rawValue
        active = WireActiveRegion(answer.assignment)
        if let proposal = answer.openProposal { openProposal = proposal.rawValue }
        if let permission = answer.grant { grant = WireGrant(permission) }
    }

    func read() throws(FieldFault) -> LeaseAnswer {
        LeaseAnswer(
            application: try Field.name(application, "application"),
            assignment: try Field.message(hasActive ? active : nil, "active"),
            openProposal: hasOpenProposal ? try Field.counter(openProposal, "openProposal") : nil,
            grant: try Field.optionalMessage(hasGrant ? grant : nil, "grant")
        )
    }
}

extension WireActiveRegion: WireReadable {
    init(_ assignment: Assignment) {
        self.init()
        epoch = assignment.epoch.rawValue
        region = assignment.region.rawValue
        activatedEpoch = assignment.activatedEpoch.rawValue
    }

    func read() throws(FieldFault) -> Assignment {
        Assignment(
            epoch: try Field.counter(epoch, "epoch"),
            region: try Field.name(region, "region"),
            activatedEpoch: try Field.counter(activatedEpoch, "activatedEpoch")
        )
    }
}

extension WireGrant: WireReadable {
    init(_ grant: Grant) {
        self.init()
        epoch = grant.epoch.rawValue
        ttl = Google_Protobuf_Duration(grant.terms.ttl)
        fenceTimeout = Google_Protobuf_Duration(grant.terms.fenceTimeout)
        controllerSet = WireControllerSet(grant.controllerSet)
        proposalsOver = grant.proposalsOver.rawValue
    }

    func read() throws(FieldFault) -> Grant {
        Grant(
            epoch: try Field.counter(epoch, "epoch"),
            terms: LeaseTerms(
                ttl: try Field.positiveDuration(hasTtl ? ttl : nil, "ttl"),
                fenceTimeout: try Field.requiredDuration(hasFenceTimeout ? fenceTimeout : nil, "fenceTimeout")
            ),
            controllerSet: try Field.message(hasControllerSet ? controllerSet : nil, "controllerSet"),
            proposalsOver: try Field.counter(proposalsOver, "proposalsOver")
        )
    }
}

extension WireControllerSet: WireReadable {
    init(_ set: ControllerSetDescription) {
        self.init()
        version = set.version.rawValue
        members = set.members.map(\.rawValue)
        outgoing = (set.outgoing ?? []).map(\.rawValue)
    }

    func read() throws(FieldFault) -> ControllerSetDescription {
        let names: [ControllerID] = try Field.names(members, "members", atMost: ProtocolLimits.mostControllers)
        guard !names.isEmpty, names == names.sorted() else {
            throw FieldFault("members", "must be sorted, and at least one")
        }
        let old: [ControllerID] = try Field.names(outgoing, "outgoing", atMost: ProtocolLimits.mostControllers)
        guard old == old.sorted() else { throw FieldFault("outgoing", "must be sorted") }
        return ControllerSetDescription(
            version: try Field.counter(version, "version"),
            members: names,
            outgoing: old.isEmpty ? nil : old
        )
    }
}
