import ArgumentParser
import Domain

/// What every `pki issue` needs.
struct IssueOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long it is good; by default a year.", valueName: "days"))
    var days: DaysArgument?

    @Flag(help: "Make a new one where there is one already.")
    var renew = false

    @OptionGroup var pki: PKIOptions
    @OptionGroup var output: OutputOptions

    func issue(
        _ identity: PeerIdentity,
        dnsNames: [String] = [],
        addresses: [String] = [],
        in surroundings: Surroundings
    ) throws(CommandFailure) {
        let holder = CertificateHolder(identity: identity)
        let order = CertificateOrder(
            holder: holder,
            dnsNames: dnsNames,
            addresses: addresses,
            days: days?.days,
            isRenewal: renew
        )
        let entry = try pki.directory.issue(order, now: surroundings.now)
        let report = IssueReport(entry, in: pki.directory)
        let lines = [
            StyledText(
                "issued \(holder.title), good until \(surroundings.times.both(entry.expiresAt)), serial \(entry.serial)"
            ),
            StyledText("copy to \(holder.place): \(report.certificate)"),
            StyledText("and, readable by its user only: \(report.key)"),
            StyledText("and what it trusts: \(report.trust)"),
        ]
        try output.show(report, in: surroundings, as: lines)
    }
}

/// What `--output json` prints of a new certificate.
struct IssueReport: Encodable {
    var outcome = "done"
    var serial: String
    var expiresAt: Timestamp
    var certificate: String
    var key: String
    var trust: String
    var revocationList: String

    init(_ entry: PKIIndex.Entry, in directory: PKIDirectory) {
        serial = entry.serial
        expiresAt = entry.expiresAt
        certificate = "\(directory.path)/\(entry.file).crt"
        key = "\(directory.path)/\(entry.file).key"
        trust = directory.certificateFile
        revocationList = directory.listFile
    }
}
