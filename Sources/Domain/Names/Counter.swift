/// A number that only grows and is compared, never calculated with.
package protocol Counter: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
    ExpressibleByIntegerLiteral
where RawValue == UInt64 {
    init(rawValue: UInt64)
}

extension Counter {
    package init(_ number: UInt64) { self.init(rawValue: number) }
    package init(integerLiteral number: UInt64) { self.init(rawValue: number) }
    package var description: String { String(rawValue) }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The number after this one.
    package var next: Self { Self(rawValue: rawValue &+ 1) }
}

/// Number of the assignment "region R is active for this application"; the fencing token of the outside world.
package struct Epoch: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Number of a leadership; the fencing token of the journal.
package struct Term: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Number of a report within one agent process, beginning with 1.
package struct ReportNumber: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Number of a process of one agent or one controller: every start takes the next.
package struct ProcessNumber: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Number of a proposal within one application.
package struct ProposalNumber: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Number that a vote or a withdrawal carries, so that a late one is refused.
package struct VoteSequence: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Version of an application's plan; every apply makes the next.
package struct PlanVersion: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Version of the set of controllers.
package struct ControllerSetVersion: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Place of a record in the journal, beginning with 1.
package struct JournalPosition: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}
