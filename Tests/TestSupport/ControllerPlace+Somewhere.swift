import Domain

extension ControllerPlace {
    /// For tests that do not ask where a controller stands.
    package static let somewhere = ControllerPlace(region: "somewhere")
}
