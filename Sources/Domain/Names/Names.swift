/// A failure domain, for example `us-east-1`.
package struct RegionID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// What one plan is for; the unit that is failed over.
package struct ApplicationID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// An agent, as its certificate names it.
package struct AgentID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Which ledger of hook runs an agent has: made with the ledger, so that one begun anew, on a new disk, has another.
package struct HookLedgerID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A controller, as its certificate names it.
package struct ControllerID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A person who operates Holdfast, as the certificate names them.
package struct OperatorName: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A check of a plan.
package struct CheckID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A scenario of a plan.
package struct ScenarioID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A step of a runbook.
package struct StepID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A group of DNS records that a plan manages together.
package struct DNSGroupID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A command that an agent's own file defines.
package struct HookName: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A database that an agent's own file names.
package struct DatabaseName: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A way to tell people something, as the plan names it.
package struct ChannelID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// One run of a runbook. Made from the application and the journal's count, so that equal histories give equal names.
package struct ExecutionID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A period of trouble.
package struct IncidentID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}
