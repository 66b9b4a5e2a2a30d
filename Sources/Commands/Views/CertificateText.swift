import Domain

/// Certificates as lines.
enum CertificateText {
    static func lines(_ index: PKIIndex, _ times: TimeText) -> [StyledText] {
        guard !index.certificates.isEmpty else { return [StyledText("nothing was issued yet", .faint)] }
        var table = Table("HOLDER", "STATE", "EXPIRES", "SERIAL")
        for entry in index.certificates {
            let region = entry.region.map { "\($0)/" } ?? ""
            table.add(
                StyledText("\(entry.kind.rawValue) \(region)\(entry.name)"),
                state(of: entry, times),
                StyledText(times.both(entry.expiresAt)),
                StyledText(entry.serial, .faint)
            )
        }
        return table.lines()
    }

    private static func state(of entry: PKIIndex.Entry, _ times: TimeText) -> StyledText {
        if let time = entry.revokedAt { return StyledText("revoked \(times.relative(time))", .bad) }
        let rest = entry.expiresAt - times.now
        guard rest > .zero else { return StyledText("expired", .bad) }
        return rest < CertificateLife.warning ? StyledText("expires soon", .warning) : StyledText("good", .good)
    }

    /// What ends within ``CertificateLife/warning``, one line each; only the newest of a holder counts.
    static func warnings(_ index: PKIIndex, authorityEnd: Timestamp, listEnd: Timestamp?, _ times: TimeText) -> [String]
    {
        var warnings: [String] = []
        let soon = times.now + CertificateLife.warning
        if authorityEnd < soon {
            warnings.append("the authority ends \(times.both(authorityEnd)): make another with holdfast pki init")
        }
        if let listEnd, listEnd < soon {
            warnings.append("the revocation list is due \(times.both(listEnd)): renew it with holdfast pki crl")
        }
        let newest = Dictionary(index.certificates.map { ($0.file, $0) }, uniquingKeysWith: { $1 })
        for entry in newest.values.sorted(by: { $0.file < $1.file }) where entry.revokedAt == nil {
            guard entry.expiresAt < soon else { continue }
            warnings.append("\(entry.file).crt ends \(times.both(entry.expiresAt)): renew it with pki issue … --renew")
        }
        return warnings
    }
}
