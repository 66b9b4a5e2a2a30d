/// What an authority is asked to put into a certificate.
package struct CertificateRequest: Hashable, Sendable {
    /// The common name, for people; nothing is decided by it.
    package let name: String
    package let names: AlternativeNames
    package let validity: Validity

    package init(name: String, names: AlternativeNames, validity: Validity) {
        self.name = name
        self.names = names
        self.validity = validity
    }
}
