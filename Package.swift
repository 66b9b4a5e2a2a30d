// swift-tools-version: 6.2
import PackageDescription

let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "holdfast",
    products: [],
    traits: [
        .trait(
            name: "PlantedBugs",
            description: "Lets holdfast-simulate leave out one clause of the safety contract, to prove that it notices."
        )
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Pure: values in, values out. No clock, no socket, no Foundation.
        .target(name: "Domain", dependencies: [collections]),
        .target(name: "Runbook", dependencies: ["Domain"]),
        .target(name: "Decision", dependencies: ["Domain", "Runbook", collections]),

        // Ports: the outside as small protocols.
        .target(name: "Ports", dependencies: ["Domain"]),

        // The host's clock, for the shells' compositions.
        .target(name: "SystemClock", dependencies: ["Domain", "Ports"]),

        // The service manager of the host.
        .target(name: "Systemd", dependencies: ["Domain", "Ports", "SystemClock"]),

        // Programs: the only place where adapters meet shells.
        .target(name: "ConfigurationFile", dependencies: ["Domain", "Ports", "Cryptography", "TLS", yams]),
        .target(name: "Process", dependencies: ["Domain", "SystemClock", "TLS", arguments, logging, signals]),
        .executableTarget(
            name: "holdfast-agent",
            dependencies: [
                "Domain", "Ports", "Agent", "AgentAdapters", "ConfigurationFile", "Process", "LineTransport", "TLS",
                "SystemClock", "Systemd", arguments, logging,
            ]
        ),
        .executableTarget(
            name: "holdfast-controller",
            dependencies: [
                "Domain", "Decision", "Ports", "Controller", "ConfigurationFile", "Process", "PlanFile",
                "LineTransport",
                "TLS", "StoreSQLite", "StoreEtcd", "EtcdConfiguration", "Providers", "WebProbe", "SystemClock",
                "Systemd",
                arguments, logging,
            ]
        ),

        // The outside in memory, for tests and the simulator.
        .target(name: "InMemoryPorts", dependencies: ["Domain", "Ports"]),

        // Shells: one actor each. They know ports, never adapters.
        .target(name: "Controller", dependencies: ["Domain", "Runbook", "Decision", "Ports", logging]),
        .target(name: "Agent", dependencies: ["Domain", "Decision", "Ports", logging]),

        // Proof: the shells on virtual time, in a world that breaks.
        .target(
            name: "Simulation",
            dependencies: [
                "Domain", "Runbook", "Decision", "Ports", "InMemoryPorts", "Controller", "Agent", collections, logging,
            ]
        ),
        .executableTarget(name: "holdfast-simulate", dependencies: ["Domain", "Simulation", arguments]),

        // The operator's command line.
        .target(
            name: "Commands",
            dependencies: ["Domain", "Runbook", "PlanFile", "Ports", "Cryptography", arguments, yams]
        ),

        // File and wire.
        .target(name: "PlanFile", dependencies: ["Domain", "Runbook", "Ports", yams]),
        .target(name: "AgentProtocol", dependencies: ["Domain", protobuf]),

        // Adapters.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "Cryptography", dependencies: ["COpenSSL", "Domain"]),
        .target(name: "TLS", dependencies: ["COpenSSL", "Cryptography", "Domain", nio]),
        .target(
            name: "LineTransport",
            dependencies: ["Domain", "Ports", "AgentProtocol", "Cryptography", "TLS", nio, nioPosix, logging]
        ),
        .target(
            name: "WebProbe",
            dependencies: ["Domain", "Ports", "SystemClock", "Cryptography", "TLS", nio, nioPosix, nioHTTP1]
        ),
        .target(name: "JournalFormat", dependencies: ["Domain", "Ports", "Cryptography"]),
        .target(name: "StoreSQLite", dependencies: ["Domain", "Ports", "JournalFormat", grdb]),
        .target(
            name: "StoreEtcd",
            dependencies: [
                "Domain", "Ports", "Cryptography", "JournalFormat", nio, nioPosix, nioSSL, httpClient, logging,
            ]
        ),
        .target(
            name: "EtcdConfiguration",
            dependencies: ["Domain", "Ports", "Cryptography", "ConfigurationFile", "StoreEtcd"]
        ),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "PostgreSQL", dependencies: ["CLibPQ", "Domain"]),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "AgentAdapters",
            dependencies: [
                "Domain", "Ports", "SystemClock", "Systemd", "Cryptography", "WebProbe", "PostgreSQL", "CLinux", nio,
                nioPosix, nioHTTP1, logging,
            ]
        ),
        .target(
            name: "Providers",
            dependencies: ["Domain", "Ports", "Cryptography", nio, nioPosix, httpClient, logging]
        ),

        // Mains: the only place where adapters meet shells.
        .executableTarget(
            name: "holdfast",
            dependencies: [
                "Domain", "Ports", "Commands", "LineTransport", "TLS", "SystemClock", "StoreSQLite", "StoreEtcd",
                "JournalFormat", "ConfigurationFile", "EtcdConfiguration", signals,
            ]
        ),

        // What tests of several targets need.
        .target(name: "TestSupport", dependencies: ["Domain"], path: "Tests/TestSupport"),

        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(name: "SystemClockTests", dependencies: ["Domain", "SystemClock"]),
        .testTarget(
            name: "RunbookTests",
            dependencies: ["TestSupport", "Domain", "Runbook"],
            exclude: ["Execution/Scenarios", "Execution/stages.txt"]
        ),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["TestSupport", "Domain", "Simulation"],
            exclude: ["Scenarios", "fingerprints.txt"]
        ),
        .testTarget(name: "DecisionTests", dependencies: ["TestSupport", "Domain", "Runbook", "Decision"]),
        .testTarget(
            name: "ControllerTests",
            dependencies: [
                "TestSupport", "Domain", "Runbook", "Decision", "Ports", "InMemoryPorts", "Controller", logging,
            ]
        ),
        .testTarget(
            name: "ConfigurationFileTests",
            dependencies: ["Domain", "Ports", "Cryptography", "ConfigurationFile"]
        ),
        .testTarget(name: "PlanFileTests", dependencies: ["Domain", "Runbook", "Ports", "PlanFile"]),
        .testTarget(
            name: "AgentProtocolTests",
            dependencies: ["TestSupport", "Domain", "AgentProtocol", protobuf],
            exclude: ["Golden"]
        ),
        .testTarget(name: "CryptographyTests", dependencies: ["TestSupport", "COpenSSL", "Domain", "Cryptography"]),
        .testTarget(
            name: "TLSTests",
            dependencies: ["TestSupport", "COpenSSL", "Cryptography", "Domain", "TLS", nio, nioPosix, nioEmbedded]
        ),
        .testTarget(
            name: "LineTransportTests",
            dependencies: [
                "TestSupport",
                "Domain", "Ports", "AgentProtocol", "Cryptography", "TLS", "LineTransport", nio, nioPosix, nioEmbedded,
                logging,
            ],
            exclude: ["python_agent.py"]
        ),
        .testTarget(
            name: "WebProbeTests",
            dependencies: ["Domain", "Ports", "AgentAdapters", "WebProbe", nio, nioPosix]
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "TestSupport", "Domain", "Ports", "Cryptography", "JournalFormat", "StoreSQLite", "StoreEtcd",
                "InMemoryPorts", "SystemClock", grdb, logging,
            ]
        ),
        // Apart from other tests of agents: starting servers holds up the threads that those are timed on.
        .testTarget(name: "PostgreSQLTests", dependencies: ["TestSupport", "Domain", "PostgreSQL", "AgentAdapters"]),
        .testTarget(
            name: "AgentAdaptersTests",
            dependencies: [
                "TestSupport", "Domain", "Runbook", "Ports", "SystemClock", "Systemd", "AgentAdapters", nio, nioPosix,
                logging,
            ]
        ),
        // The agent's program under a supervisor. It needs the programs themselves, which a build of the tests builds too.
        .testTarget(
            name: "AgentProgramTests",
            dependencies: ["TestSupport", "Domain", "Ports", "SystemClock", "AgentAdapters"],
            exclude: ["supervisor.py", "writer.py"]
        ),
        .testTarget(
            name: "ProvidersTests",
            dependencies: [
                "Domain", "Decision", "Ports", "InMemoryPorts", "Cryptography", "Providers", nio, nioPosix, nioHTTP1,
                logging,
            ]
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "TestSupport",
                "Domain", "Ports", "PlanFile", "Commands", "Cryptography", "SystemClock",
            ],
            exclude: ["Golden"]
        ),
    ],
    swiftLanguageModes: [.v6]
)
