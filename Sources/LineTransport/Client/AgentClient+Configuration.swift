import Domain

extension AgentClient {
    /// Where the controllers are, and the bounds of the connections to them.
    package struct Configuration: Sendable {
        /// The cluster that controllers' certificates must be of.
        package var cluster: String
        /// One address of each controller.
        package var controllers: [NetworkAddress]
        package var connectTimeout = Duration.seconds(5)
        package var handshakeTimeout = Duration.seconds(10)
        /// A controller answers every report; one that sends nothing for this long is left and tried anew.
        package var controllerSilence = Duration.seconds(15)
        package var shortestBackoff = Duration.milliseconds(200)
        package var longestBackoff = Duration.seconds(5)
        /// Bytes that may wait for a controller that does not read, before messages wait instead.
        package var mostUnsentBytes = 256 << 10
        /// Events that may wait for the reader, in all and from one controller.
        package var mostWaitingEvents = 1024

        package init(cluster: String, controllers: [NetworkAddress]) {
            self.cluster = cluster
            self.controllers = controllers
        }
    }
}
