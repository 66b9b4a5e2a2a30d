import Foundation

/// A real PostgreSQL on loopback, with its data in memory. It goes with this process, however that ends: a shell waits for the
/// end of its own input, which is a pipe from here, and then ends the server and removes its data.
package final class PostgresServer: Sendable {
    package let port: UInt16
    package let directory: String
    private let process: Process
    private let input: FileHandle

    /// Makes a new cluster, or a copy of another server's, and starts it.
    ///
    /// - Parameters:
    ///   - source: the server that it follows; `nil` for one of its own.
    ///   - settings: what `postgresql.conf` says besides.
    /// - Throws: what the server says instead of starting.
    package init(following source: PostgresServer? = nil, settings: [String: String] = [:]) throws {
        port = freePort()
        directory = "/dev/shm/holdfast-postgres-\(UUID().uuidString)"
        let defaults = ["fsync": "off", "shared_buffers": "16MB", "dynamic_shared_memory_type": "mmap"]
        let own = ["port": "\(port)", "unix_socket_directories": "''", "listen_addresses": "'127.0.0.1'"]
        let lines = own.merging(defaults.merging(settings) { $1 }) { $1 }
            .map { "\($0) = \($1)" }.sorted().joined(separator: "\n")
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let origin = source.map { "host=127.0.0.1 port=\($0.port) user=postgres" } ?? ""
        process.arguments = ["-c", Self.keeper, "keeper", directory, origin, "\(port)", lines]
        let (said, pipe) = (Pipe(), Pipe())
        process.standardInput = pipe
        process.standardOutput = said
        process.standardError = FileHandle.nullDevice
        input = pipe.fileHandleForWriting
        try process.run()
        let word = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self)
        guard word == "ready\n" else {
            let log = (try? String(contentsOfFile: directory + ".log", encoding: .utf8)) ?? ""
            throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: "no PostgreSQL: \(word) \(log)"])
        }
    }

    /// The directory of the programs of the newest version; `nil` if there is none.
    package static var programs: String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: versionsDirectory)) ?? []
        return versions.max().map { "\(versionsDirectory)/\($0)/bin" }
    }

    private static let versionsDirectory = "/usr/lib/postgresql"

    /// A server refuses to run as root.
    private static let keeper = """
        directory=$1 origin=$2 port=$3
        as=; [ "$(id -u)" != 0 ] || as="setpriv --reuid=postgres --regid=postgres --clear-groups"
        bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
        {
            if [ -n "$origin" ]; then $as "$bin/pg_basebackup" -D "$directory" -d "$origin" -R -X stream -c fast
            else $as "$bin/initdb" -D "$directory" -U postgres -A trust --no-sync; fi &&
            printf '%s\\n' "$4" >>"$directory/postgresql.conf"
        } >"$directory.log" 2>&1
        $as "$bin/postgres" -D "$directory" >>"$directory.log" 2>&1 </dev/null & pid=$!
        until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do kill -0 $pid 2>/dev/null || break; sleep 0.05; done
        kill -0 $pid 2>/dev/null && echo ready || echo failed
        cat >/dev/null
        # It may have been started again meanwhile.
        kill -CONT $pid 2>/dev/null; $as "$bin/pg_ctl" -D "$directory" -m immediate stop >/dev/null 2>&1; wait $pid 2>/dev/null
        rm -rf "$directory" "$directory".*
        """

    deinit { remove() }

    /// Ends it for good, with its data.
    package func remove() {
        try? input.close()
        process.waitUntilExit()
    }

    /// For libpq.
    package func place(user: String = "postgres", password: String? = nil) -> String {
        "host=127.0.0.1 port=\(port) user=\(user) dbname=postgres" + (password.map { " password=\($0)" } ?? "")
    }

    /// Carries out statements as the superuser, each by itself.
    @discardableResult
    package func execute(_ statements: String...) throws -> String {
        let commands = ["timeout", "60", "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", place()]
        let done = try Program(commands + statements.flatMap { ["-c", $0] })
        guard done.status == 0 else {
            throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: done.output])
        }
        return done.output.trimmingCharacters(in: .newlines)
    }

    /// Sends a signal to the server's first process.
    package func signal(_ number: Int32) throws {
        let file = try String(contentsOfFile: directory + "/postmaster.pid", encoding: .utf8)
        guard let pid = file.split(separator: "\n").first.flatMap({ Int32($0) }), pid > 1 else { return }
        kill(pid, number)
    }
}
