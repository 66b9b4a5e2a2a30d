import Domain

/// Asks a URL once, from where the controller stands.
package protocol WebProbe: Sendable {
    /// - Parameters:
    ///   - request: what to ask and what to expect.
    ///   - pinnedAddress: where to connect instead of what DNS says; name and certificate are still those of the URL.
    /// - Returns: what was seen; never throws, since a URL that cannot be asked is an observation too.
    func probe(_ request: WebRequest, pinnedAddress: String?) async -> Observation
}

/// A request to a web server and what its answer must be like.
package struct WebRequest: Hashable, Sendable {
    package var url: String
    package var timeout: Duration
    /// Accepted status codes; empty for any 2xx.
    package var statuses: [Int]
    /// A text that the body must contain.
    package var bodyContains: String?
    /// The file with the authorities to trust; `nil` for the system's.
    package var trustFile: String?
    /// Fewer days left on the certificate than this fail the check.
    package var certificateDaysLeft: Int?

    package init(
        url: String,
        timeout: Duration,
        statuses: [Int] = [],
        bodyContains: String? = nil,
        trustFile: String? = nil,
        certificateDaysLeft: Int? = nil
    ) {
        self.url = url
        self.timeout = timeout
        self.statuses = statuses
        self.bodyContains = bodyContains
        self.trustFile = trustFile
        self.certificateDaysLeft = certificateDaysLeft
    }
}
