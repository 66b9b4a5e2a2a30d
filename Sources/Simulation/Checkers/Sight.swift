import Domain

/// How one region reaches an application in another.
struct Sight: Hashable {
    var from: RegionID
    var to: RegionID
    var application: ApplicationID
}
