/// Where a controller stands and where it is reached, as it said when it started.
package struct ControllerPlace: Hashable, Codable, Sendable {
    package var region: RegionID
    /// `host:port` for operators; `nil` if it was not told how others reach it.
    package var address: String?

    package init(region: RegionID, address: String? = nil) {
        self.region = region
        self.address = address
    }
}
