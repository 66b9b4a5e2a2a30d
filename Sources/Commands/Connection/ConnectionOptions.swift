import ArgumentParser
import Ports

/// Where the controllers are and who the operator is; what is not given stands in the configuration file.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: .customLong("controller"),
        help: ArgumentHelp("A controller's address; may be repeated.", valueName: "host[:port]")
    )
    var controllers: [String] = []

    @Option(help: ArgumentHelp("The operator's certificate (PEM).", valueName: "file"))
    var cert: String?

    @Option(help: ArgumentHelp("Its key (PEM).", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("The cluster's authority (PEM).", valueName: "file"))
    var ca: String?

    @Option(
        help: ArgumentHelp(
            "Where the four stand; by default $HOLDFAST_CONFIG or ~/.config/holdfast/config.yaml.",
            valueName: "file"
        )
    )
    var config: String?

    /// The ways to the controllers.
    func cluster(in surroundings: Surroundings) throws(CommandFailure) -> Cluster {
        let settings = try ConnectionSettings(self, in: surroundings)
        do throws(PortError) {
            return Cluster(try surroundings.connect(settings), in: surroundings) { address in
                try? surroundings.connect(settings.to(address)).first
            }
        } catch {
            throw CommandFailure(.failed, error.message)
        }
    }
}
