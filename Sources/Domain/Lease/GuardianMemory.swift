/// What an agent keeps on disk for one application, across reboots.
package struct HighestSeen: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var epoch: Epoch
    /// The highest term that gave an order for it.
    package var term: Term

    package init(application: ApplicationID, epoch: Epoch = 0, term: Term = 0) {
        self.application = application
        self.epoch = epoch
        self.term = term
    }
}

/// A lease that a process leaves to its successor on the same boot: absolute deadlines, by controller.
package struct InheritedLease: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var epoch: Epoch
    package var controllerSet: ControllerSetDescription
    package var deadlines: [ControllerID: Instant]

    package init(
        application: ApplicationID,
        epoch: Epoch,
        controllerSet: ControllerSetDescription,
        deadlines: [ControllerID: Instant]
    ) {
        self.application = application
        self.epoch = epoch
        self.controllerSet = controllerSet
        self.deadlines = deadlines
    }
}

/// All that an agent remembers at its start.
package struct GuardianRecollection: Hashable, Sendable {
    /// The number of this process: higher than its predecessors', and not one that was ever used.
    package var process: ProcessNumber
    package var seen: [HighestSeen]
    /// Empty after a reboot.
    package var inherited: [InheritedLease]

    package init(process: ProcessNumber, seen: [HighestSeen] = [], inherited: [InheritedLease] = []) {
        self.process = process
        self.seen = seen
        self.inherited = inherited
    }
}

extension ProcessNumber {
    /// The lowest number of an agent's process that begins then.
    ///
    /// An agent whose disk was lost, or put back from a backup, must not take a number again that one of its processes had:
    /// what a controller knows of that one would pass for what this one says (DESIGN 3.1, rule 3).
    package static func first(at time: Timestamp) -> ProcessNumber {
        ProcessNumber(UInt64(max(0, time.milliseconds / 1000)))
    }
}
