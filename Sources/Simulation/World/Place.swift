import Domain

/// An application in one of its regions.
struct Place: Hashable {
    var application: ApplicationID
    var region: RegionID
}
