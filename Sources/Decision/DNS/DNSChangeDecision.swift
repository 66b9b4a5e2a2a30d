import Domain

/// Decides from what stands at the primary whether DNS records may be changed under the fencing token (DESIGN 3.4).
///
/// The answer's conditions are the snapshots themselves: what changes between reading and writing, the server refuses.
package struct DNSChangeDecision: Hashable, Sendable {
    package enum Purpose: Hashable, Sendable {
        /// The first time: there is no token yet.
        case adopt
        /// A failover step, or a repair under the committed epoch.
        case change
    }

    package enum Outcome: Hashable, Sendable {
        /// Everything stands as wanted under our own token. This is also how an unknown outcome turns out well.
        case alreadyDone
        /// Write these, in one message.
        case write([DNSChange])
        /// Every reason, not only the first.
        case refuse([DNSRefusal])
    }

    package var purpose: Purpose
    /// Our own value.
    package var token: DNSToken
    package var wanted: [DNSWantedRecord]
    /// A person's word that what stands under this fingerprint may be replaced despite its tokens.
    package var override: DNSFingerprint?

    package init(purpose: Purpose, token: DNSToken, wanted: [DNSWantedRecord], override: DNSFingerprint? = nil) {
        self.purpose = purpose
        self.token = token
        self.wanted = wanted
        self.override = override
    }

    /// - Parameter snapshots: what the primary said, for every wanted record.
    /// - Returns: what to do now. Only ``Outcome/write(_:)`` changes anything.
    package func outcome(given snapshots: [DNSRecordSnapshot]) -> Outcome {
        let pairs = wanted.map { record in (record, snapshots.first { $0.key == record.key }) }
        let refusals = afterOverride(pairs.flatMap { self.refusals(of: $0, standing: $1) }, snapshots)
        guard refusals.isEmpty else { return .refuse(refusals) }
        let changes = pairs.compactMap { change(to: $0, standing: $1) }
        return changes.isEmpty ? .alreadyDone : .write(changes)
    }

    private func afterOverride(_ refusals: [DNSRefusal], _ snapshots: [DNSRecordSnapshot]) -> [DNSRefusal] {
        guard let override, refusals.contains(where: \.isOverridable) else { return refusals }
        let found = DNSFingerprint(of: snapshots)
        guard override == found else { return refusals + [.overrideOutdated(given: override, found: found)] }
        return refusals.filter { !$0.isOverridable }
    }

    private func refusals(of record: DNSWantedRecord, standing snapshot: DNSRecordSnapshot?) -> [DNSRefusal] {
        var refusals = record.values.filter { record.key.type.canonical($0) == nil }
            .map { DNSRefusal.invalidValue(record.key, value: $0) }
        if record.key.type == .cname, record.values.count > 1 {
            refusals.append(.invalidValue(record.key, value: record.values.joined(separator: ", ")))
        }
        if record.values.isEmpty { refusals.append(.noValues(record.key)) }
        guard let snapshot else { return refusals + [.notRead(record.key)] }
        if let refusal = refusal(of: record.key, carrying: snapshot.token) { refusals.append(refusal) }
        return refusals
    }

    /// The fencing itself: our own value may be written again, an older one of ours may be replaced, nothing else.
    private func refusal(of key: DNSRecordKey, carrying text: String?) -> DNSRefusal? {
        guard let text else {
            return purpose == .adopt || isPlanted(.foreignTokensAreReplaced) ? nil : .tokenMissing(key)
        }
        if text == token.description { return nil }
        if purpose == .adopt { return .tokenPresent(key, text: text) }
        guard let found = DNSToken(text), found.application == token.application else {
            return isPlanted(.foreignTokensAreReplaced) ? nil : .tokenForeign(key, text: text)
        }
        return found.epoch < token.epoch || isPlanted(.dnsTokenAgeIsIgnored)
            ? nil : .tokenNotOlder(key, found: found, ours: token)
    }

    /// `nil` when the record stands as wanted already.
    private func change(to record: DNSWantedRecord, standing snapshot: DNSRecordSnapshot?) -> DNSChange? {
        guard let snapshot else { return nil }
        let values = Set(record.values.compactMap(record.key.type.canonical)).sorted()
        if snapshot.token == token.description, snapshot.values == values { return nil }
        return DNSChange(expected: snapshot, values: values, ttl: record.ttl, token: token)
    }
}
