import Domain

extension AgentServer {
    /// Where the server listens, and the bounds it puts on its peers.
    package struct Configuration: Sendable {
        /// The cluster that peers' certificates must be of.
        package var cluster: String
        package var host: String
        /// 0 lets the system choose.
        package var port: Int
        /// Connections of peers that have shown who they are. The operating system must allow as many open files, and
        /// ``mostHandshakes`` more.
        package var mostConnections = 20_000
        /// Sockets whose TLS handshake is not done. Anybody can open them, so they are counted apart.
        package var mostHandshakes = 2048
        /// Each may hold requests and answers of several 16 MiB.
        package var mostOperators = 16
        package var handshakeTimeout = Duration.seconds(10)
        /// From the end of the handshake to the hello.
        package var helloTimeout = Duration.seconds(10)
        /// An agent that sends nothing for this long is cut off.
        package var agentSilence = Duration.seconds(30)
        /// An operator that neither asks nor reads for this long is cut off.
        package var operatorSilence = Duration.seconds(120)
        /// Bytes that may wait for a peer that does not read, once here and about as many in the kernel.
        package var mostUnsentBytes = 1 << 20
        /// Events that may wait for the reader, in all.
        package var mostWaitingEvents = 65_536
        /// Events of one connection that may wait for the reader: some pages of a hook's output.
        package var mostWaitingEventsOfOne = 64

        package init(cluster: String, host: String, port: Int = NetworkAddress.defaultPort) {
            self.cluster = cluster
            self.host = host
            self.port = port
        }
    }
}
