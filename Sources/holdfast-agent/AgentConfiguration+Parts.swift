import AgentAdapters
import ConfigurationFile
import Domain
import Foundation
import LineTransport
import Logging
import Ports

extension AgentConfiguration {
    var controllerAddresses: [NetworkAddress] {
        get throws(PortError) {
            var addresses: [NetworkAddress] = []
            for text in controllers {
                guard let address = NetworkAddress(text) else {
                    throw PortError(.rejected, "controllers: \(text) is not an address: \(NetworkAddress.mend)")
                }
                addresses.append(address)
            }
            guard !addresses.isEmpty else {
                throw PortError(.rejected, "controllers: name the address of at least one controller")
            }
            return addresses
        }
    }

    var statusAddress: NetworkAddress {
        get throws(PortError) {
            let text = statusListen ?? "127.0.0.1:7422"
            guard let address = NetworkAddress(text) else {
                throw PortError(.rejected, "status_listen: \(text) is not an address: \(NetworkAddress.mend)")
            }
            return address
        }
    }

    var supervision: Result<Supervision, SupervisionDefect> {
        guard let unit else { return .failure(SupervisionDefect("agent.yaml names no unit that supervises the agent")) }
        guard let data = FileManager.default.contents(atPath: unit.path) else {
            return .failure(SupervisionDefect("the unit \(unit) cannot be read"))
        }
        return Supervision.promised(by: ServiceUnit(texts: [String(decoding: data, as: UTF8.self)]))
    }

    var hookDefinitions: [HookDefinition] {
        get throws(PortError) {
            let named = (hooks ?? [:]).sorted { $0.key < $1.key }
            if let taken = named.first(where: { $0.key.hasPrefix(DatabaseAction.prefix) })?.key {
                let mend = "\(DatabaseAction.prefix)… is what the agent itself can do to databases; rename it"
                throw PortError(.rejected, "hooks.\(taken): \(mend)")
            }
            return named.map { name, hook in HookDefinition(name: name, hook) }
        }
    }

    var databaseDefinitions: [DatabaseDefinition] {
        get throws(PortError) {
            var definitions: [DatabaseDefinition] = []
            for (name, database) in (databases ?? [:]).sorted(by: { $0.key < $1.key }) {
                let hooks = DatabaseAction.allCases.map { $0.hook(for: DatabaseName(name)) }
                guard hooks.allSatisfy(\.isWellFormed) else {
                    let mend = "write at most 40 letters, digits, '-', '_' or '.'"
                    throw PortError(.rejected, "databases.\(name): is no name; \(mend)")
                }
                if let application = database.rejoin?.application, fences?[application] == nil {
                    let mend = "name one of this file's fences, under whose lease the server is not touched"
                    throw PortError(.rejected, "databases.\(name).rejoin.application: \(application) is none; \(mend)")
                }
                definitions.append(try database.definition(of: name))
            }
            return definitions
        }
    }

    func makeFences(
        supervision: Result<Supervision, SupervisionDefect>,
        logger: Logger
    ) throws(PortError) -> [any Fence] {
        var made: [any Fence] = []
        for (application, fence) in (fences ?? [:]).sorted(by: { $0.key < $1.key }) {
            made.append(try fence.make(for: ApplicationID(application), supervision: supervision, logger: logger))
        }
        return made
    }
}

extension HookDefinition {
    fileprivate init(name: String, _ hook: HookConfiguration) {
        self.init(
            name: HookName(name),
            argv: hook.command,
            user: hook.user,
            timeout: hook.timeout?.value ?? .seconds(60),
            inspect: hook.inspect,
            stopGrace: hook.stopGrace?.value ?? .seconds(5)
        )
    }
}

extension DatabaseConfiguration {
    fileprivate func definition(of name: String) throws(PortError) -> DatabaseDefinition {
        let key = "databases.\(name)"
        return DatabaseDefinition(
            name: DatabaseName(name),
            place: try .named(file: dsnFile, variable: dsnVariable, at: key, "dsn"),
            rejoining: try rejoin.map { rejoin throws(PortError) in try rejoin.definition(at: "\(key).rejoin") }
        )
    }
}

extension RejoinConfiguration {
    fileprivate func definition(at key: String) throws(PortError) -> RejoinDefinition {
        for (name, command) in [("stop", stop), ("start", start)] where command.isEmpty {
            throw PortError(.rejected, "\(key).\(name): write a command and its arguments, as a list")
        }
        return RejoinDefinition(
            application: ApplicationID(application),
            source: try .named(file: sourceFile, variable: sourceVariable, at: key, "source_dsn"),
            data: data.path,
            programs: programs.path,
            configuration: configuration?.path,
            user: user ?? "postgres",
            stop: stop,
            start: start
        )
    }
}

extension DatabaseDefinition.Place {
    fileprivate static func named(
        file: ConfiguredPath?,
        variable: String?,
        at key: String,
        _ name: String
    ) throws(PortError) -> DatabaseDefinition.Place {
        switch (file, variable) {
        case (let file?, nil): return .file(file.path)
        case (nil, let variable?):
            // Shells, which hooks are started by, drop what they could not name.
            guard variable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
                let mend = "\(variable) is no name of a variable; write one such as MAIN_DSN"
                throw PortError(.rejected, "\(key).\(name)_env: \(mend)")
            }
            return .variable(variable)
        case (_, _): throw PortError(.rejected, "\(key): write one of \(name)_file or \(name)_env")
        }
    }
}

extension FenceConfiguration {
    fileprivate func make(
        for application: ApplicationID,
        supervision: Result<Supervision, SupervisionDefect>,
        logger: Logger
    ) throws(PortError) -> any Fence {
        switch kind {
        case .nftables:
            guard let ports, !ports.isEmpty else {
                throw PortError(.rejected, "fences.\(application).ports: name the TCP ports that are guarded")
            }
            return NFTablesFence(
                NFTablesFenceConfiguration(
                    application: application,
                    ports: ports,
                    addresses: addresses ?? [],
                    limit: limit?.value ?? .milliseconds(400),
                    fenceTimeout: fenceTimeout.value
                ),
                log: logger
            )
        case .command:
            return CommandFence(try command(for: application), supervision: supervision, log: logger)
        }
    }

    private func command(for application: ApplicationID) throws(PortError) -> CommandFenceConfiguration {
        guard let close, let open, let hardStop else {
            throw PortError(.rejected, "fences.\(application): a command fence needs close, open and hard_stop")
        }
        return CommandFenceConfiguration(
            application: application,
            close: close,
            open: open,
            extend: extend,
            hardStop: try hardStop.order(for: application),
            user: user,
            hookLimit: limit?.value ?? .milliseconds(500),
            hardStopLimit: hardStop.limit?.value ?? .milliseconds(250),
            fenceTimeout: fenceTimeout.value
        )
    }
}

extension HardStopConfiguration {
    fileprivate func order(for application: ApplicationID) throws(PortError) -> HardStop {
        switch (command, killPIDFile, reboot) {
        case (let command?, nil, nil): return .command(command)
        case (nil, let file?, nil): return .kill(pidFile: file.path)
        case (nil, nil, true): return .reboot
        case (_, _, _):
            throw PortError(
                .rejected,
                "fences.\(application).hard_stop: write one of command, kill_pid_file or reboot: true"
            )
        }
    }
}
