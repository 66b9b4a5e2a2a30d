import Domain

/// What is to be said about one incident of a region in a moment, application by application.
struct GatheredPages: Sendable {
    /// One thing that is said of several applications.
    struct Page: Sendable {
        var what: String
        var parts: [(application: ApplicationID, details: [String])]
    }

    private(set) var since = Instant.boot
    private(set) var region: RegionID = ""
    private(set) var pages: [Page] = []

    mutating func add(
        _ application: ApplicationID,
        _ what: String,
        _ details: [String],
        in region: RegionID,
        at now: Instant
    ) {
        if pages.isEmpty { (since, self.region) = (now, region) }
        if let index = pages.firstIndex(where: { $0.what == what }) {
            pages[index].parts.append((application, details))
        } else {
            pages.append(Page(what: what, parts: [(application, details)]))
        }
    }
}
