extension StepKind {
    /// Whether a try of unknown outcome may be repeated without a person having looked: a late first try then cannot do harm
    /// beside the second.
    var isSafeToRepeat: Bool {
        switch self {
        // The change names what must stand before it (DESIGN 3.4), so that of two equal ones only the first does anything.
        case .dnsFailover: true
        // It only looks.
        case .httpVerify: true
        // A record that says what is already said changes nothing.
        case .activate: true
        // Told twice is better than not told; receivers fold repetitions.
        case .notify: true
        // The journal has the answer, or it was not given: there is no third.
        case .approval: true
        // What a command does when it runs twice, only its author knows.
        case .hook: false
        // The next try may go to another agent, and act on another server.
        case .postgres: false
        }
    }
}
