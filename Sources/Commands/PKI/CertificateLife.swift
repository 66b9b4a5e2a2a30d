/// How long what the authority makes is good for.
enum CertificateLife {
    static let day = Duration.seconds(86_400)

    /// Ten years: a cluster whose authority ends must be given another on every host.
    static let authority = 3650
    /// A year: renewing is a command, and what is stolen and never missed does end.
    static let issued = 365
    /// A revocation list past its time warns on every host, so it has the time of a certificate.
    static let revocationList = 365

    /// From here on everything that shows a certificate warns of its end.
    static let warning = day * 30
    /// Clocks of hosts differ: what is issued is valid a little before.
    static let clockSkew = Duration.seconds(300)
}
