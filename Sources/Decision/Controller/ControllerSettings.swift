import Domain

/// What a controller is told by its own configuration file.
package struct ControllerSettings: Hashable, Sendable {
    package var id: ControllerID
    /// Where it stands: agents of its own region alone prove nothing about other regions.
    package var region: RegionID
    /// Where operators reach it, for those who asked another controller; `nil` if that is not known.
    package var address: String?
    /// How many applications may be moved at once (FAILURES F10).
    package var mostSimultaneousFailovers: Int
    /// How long after the store confirmed its leadership a controller may still do what nothing outside refuses (DESIGN S3).
    package var effectWindow: Duration

    /// What the leader asks as long as it leads; `nil` where nobody waits for that.
    package var deadMan: DeadMan?

    /// Longer than a webhook takes, shorter than people need to act on what they are told.
    package static let defaultEffectWindow = Duration.seconds(10)

    package init(
        id: ControllerID,
        region: RegionID,
        address: String? = nil,
        mostSimultaneousFailovers: Int = 5,
        effectWindow: Duration = Self.defaultEffectWindow,
        deadMan: DeadMan? = nil
    ) {
        self.id = id
        self.region = region
        self.address = address
        self.mostSimultaneousFailovers = mostSimultaneousFailovers
        self.effectWindow = effectWindow
        self.deadMan = deadMan
    }

    package var place: ControllerPlace { ControllerPlace(region: region, address: address) }
}

/// One request of an operator, as its shell numbers it.
package struct RequestNumber: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}
