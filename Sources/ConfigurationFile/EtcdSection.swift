import Domain

/// The section `etcd:` of controller.yaml: how the etcd of three or five controllers is reached.
package struct EtcdSection: Hashable, Sendable, Codable {
    /// URLs of its members, the nearest first.
    package var endpoints: [String]
    /// The authorities that its certificates come from; the system's without.
    package var trust: ConfiguredPath?
    package var certificate: ConfiguredPath?
    package var key: ConfiguredPath?
    package var user: String?
    package var passwordFile: ConfiguredPath?
    /// The controllers of a cluster that does not exist yet. Later, the set is changed by command only.
    package var initialControllers: [ControllerID]?
    /// After how long without a sign of life another controller takes the leadership.
    package var leaderSilence: ConfiguredDuration?

    private enum CodingKeys: String, CodingKey {
        case endpoints, trust, certificate, key, user
        case passwordFile = "password_file"
        case initialControllers = "initial_controllers"
        case leaderSilence = "leader_silence"
    }
}
