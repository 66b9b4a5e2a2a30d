import Domain

/// Changes the records of one zone under the fencing token of DESIGN 3.4.
package protocol DNSProvider: Sendable {
    /// What stands at the primary: for each record its present set and its token.
    func read(_ records: [DNSRecordKey]) async throws(PortError) -> [DNSRecordSnapshot]

    /// Writes all changes in one message, on condition that the zone still shows exactly the snapshots.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` when a snapshot no longer holds, `.rejected` when the server refuses,
    ///   `.outcomeUnknown` when no answer came.
    func replace(_ changes: [DNSChange]) async throws(PortError)

    /// How far the primary's clock is ahead of this machine's, as far as its signatures depend on that; zero where they do not.
    ///
    /// - Throws: ``PortError`` `.unavailable` without an answer, `.rejected` when the server does not accept the key.
    func clockSkew() async throws(PortError) -> Duration

    /// What every authoritative server of the zone answers now, in the order the plan lists them.
    func answers(for record: DNSRecordKey) async -> [DNSServerAnswer]
}

/// Makes the provider of a plan's DNS group.
package protocol DNSProviderFactory: Sendable {
    func provider(for group: DNSGroup) throws(PortError) -> any DNSProvider
}

/// What one authoritative server says.
package struct DNSServerAnswer: Hashable, Sendable {
    package var server: String
    /// The values, sorted, or why there are none.
    package var result: Result<[String], PortError>

    package init(server: String, result: Result<[String], PortError>) {
        self.server = server
        self.result = result
    }
}
