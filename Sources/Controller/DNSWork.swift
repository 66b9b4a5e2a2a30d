import Decision
import Domain
import Ports

/// Reads and changes the records of one group under a token (DESIGN 3.4).
struct DNSWork: Sendable {
    private let provider: Result<any DNSProvider, PortError>
    private let wanted: [DNSWantedRecord]
    private let task: DNSTask

    init(_ factory: any DNSProviderFactory, _ task: DNSTask) {
        self.task = task
        wanted = task.group.wantedRecords(whileActive: task.token.region)
        do throws(PortError) {
            provider = .success(try factory.provider(for: task.group))
        } catch {
            provider = .failure(error)
        }
    }

    private func decide(
        _ purpose: DNSChangeDecision.Purpose,
        override: DNSFingerprint? = nil
    ) async throws(PortError) -> (DNSChangeDecision.Outcome, [DNSRecordSnapshot]) {
        let snapshots = try await provider.get().read(wanted.map(\.key))
        let decision = DNSChangeDecision(purpose: purpose, token: task.token, wanted: wanted, override: override)
        return (decision.outcome(given: snapshots), snapshots)
    }

    // MARK: Watching

    /// How the primary's records stand against what is wanted.
    func sight() async -> DNSSight {
        do throws(PortError) {
            switch try await decide(.change).0 {
            case .alreadyDone: return .asWanted
            case .write(let changes): return .drifted(changes.map(\.drift))
            case .refuse(let refusals): return .untouchable(refusals.map(\.description))
            }
        } catch {
            return .unseen(error.message)
        }
    }

    /// Writes what is wanted, and looks again.
    func repair() async -> DNSSight {
        do throws(PortError) {
            if case .write(let changes) = try await decide(.change).0 { try await provider.get().replace(changes) }
            return await sight()
        } catch {
            return .unseen(error.message)
        }
    }

    /// What the clock of the primary shows.
    func clock() async -> DNSClockReading {
        do throws(PortError) {
            return .ahead(try await provider.get().clockSkew())
        } catch {
            switch error.code {
            case .rejected, .conditionFailed, .damaged: return .refused(error.message)
            case .unavailable, .outcomeUnknown: return .unseen
            }
        }
    }

    // MARK: Changing

    /// Writes what is wanted, unless it stands already.
    ///
    /// - Returns: why it may not be written; empty when it stands.
    func change() async throws(PortError) -> [DNSRefusal] {
        switch try await decide(.change).0 {
        case .alreadyDone: return []
        case .write(let changes):
            try await provider.get().replace(changes)
            return []
        case .refuse(let refusals): return refusals
        }
    }

    /// Whether everything stands as wanted at the primary.
    func isDone() async throws(PortError) -> Bool { try await decide(.change).0 == .alreadyDone }

    /// How far the wanted values have come at the authoritative servers.
    func propagation() async throws(PortError) -> DNSPropagation {
        let provider = try provider.get()
        var propagation = DNSPropagation()
        for record in wanted {
            let values = Set(record.values.compactMap(record.key.type.canonical)).sorted()
            propagation.take(await provider.answers(for: record.key), for: record.key, wanted: values)
        }
        return propagation
    }

    /// Takes the group under management.
    ///
    /// - Parameter override: the fingerprint of what a person saw and allows to be replaced.
    /// - Returns: why it was not adopted; `nil` when it was.
    func adopt(override: String?) async -> String? {
        do throws(PortError) {
            let (outcome, snapshots) = try await decide(.adopt, override: override.flatMap { DNSFingerprint($0) })
            switch outcome {
            case .alreadyDone: return nil
            case .write(let changes):
                try await provider.get().replace(changes)
                return nil
            case .refuse(let refusals):
                let reasons = refusals.map(\.description).joined(separator: "; ")
                return "\(reasons); to take over exactly what stands now: --override \(DNSFingerprint(of: snapshots))"
            }
        } catch {
            return error.message
        }
    }
}

extension DNSChange {
    fileprivate var drift: String {
        let found = expected.values.isEmpty ? "nothing" : expected.values.joined(separator: ", ")
        return
            "\(expected.key) is \(found) under token \(expected.token ?? "none"), wanted is \(values.joined(separator: ", "))"
    }
}
