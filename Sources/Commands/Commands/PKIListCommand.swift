import ArgumentParser
import Domain

/// `holdfast pki list`.
struct PKIListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what was issued; warns of what ends within 30 days."
    )

    @OptionGroup var pki: PKIOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let (directory, times) = (pki.directory, surroundings.times)
        let index = try directory.index()
        try output.show(index, in: surroundings, as: CertificateText.lines(index, times))
        let end = try directory.certificate().notAfter
        let warnings = CertificateText.warnings(index, authorityEnd: end, listEnd: try directory.listEnd(), times)
        warnings.forEach(surroundings.warn)
    }
}
