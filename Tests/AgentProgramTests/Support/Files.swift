import Foundation
import TestSupport

/// The files that the programs read.
enum Files {
    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/" + name
    }

    static let plan = """
        version: 1
        application: printapp
        regions:
          us-east-1: {role: active, endpoints: {web: "http://127.0.0.1:9"}}
          us-west-2: {role: standby, endpoints: {web: "http://127.0.0.1:9"}}
        fencing: lease
        detection:
          report_every: 200ms
          silence_after: 2s
          confirm: 10s
          lease: {ttl: 2s, fence_timeout: 7s}
        checks:
          api: {uses: http, with: {url: "{{region.endpoints.web}}/"}, every: 5s, timeout: 1s, critical: true, from: [vantage]}
        scenarios:
          region-failure:
            when: {region: active, verdict: [failed]}
            mode: approval
            runbook:
              - {id: tell, uses: notify, with: {channel: log, text: "moved"}, timeout: 5s}
        communications:
          channels:
            log: {uses: log}
        """

    static func controller(in scratch: Scratch, port: UInt16) -> String {
        """
        cluster: test
        id: c1
        region: eu-west-1
        data_dir: \(scratch.file("controller"))
        listen: "127.0.0.1:\(port)"
        tls: \(certificates("controller-c1", in: scratch))
        """
    }

    static func agent(in scratch: Scratch, controllerPort: UInt16, statusPort: UInt16, fence: String) -> String {
        """
        cluster: test
        id: east-1
        region: us-east-1
        controllers: ["127.0.0.1:\(controllerPort)"]
        tls: \(certificates("agent-us-east-1-east-1", in: scratch))
        state_dir: \(scratch.file("state"))
        runtime_dir: \(scratch.file("run"))
        status_listen: "127.0.0.1:\(statusPort)"
        unit: \(World.unit)
        fences:
          printapp: \(fence)
        """
    }

    /// The agent's program; where a test wants it, one that hangs before it does anything. What only closes fences never does.
    static func agentProgram(in scratch: Scratch) -> String {
        """
        #!/bin/sh
        case $* in
            *--fence-expired*) ;;
            *) if test -e \(scratch.file("successors-hang")); then exec sleep 600; fi ;;
        esac
        exec \(World.binary("holdfast-agent")) "$@"
        """
    }

    static func `operator`(in scratch: Scratch, controllerPort: UInt16) -> String {
        let issued = scratch.file("pki/issued/operator-ada")
        return """
            cluster: test
            controllers: ["127.0.0.1:\(controllerPort)"]
            certificate: \(issued).crt
            key: \(issued).key
            trust: \(scratch.file("pki/ca.crt"))
            """
    }

    /// A fence around the writer's door, with the writer's end as its hard stop. The closing command notes that it runs first.
    static func doorFence(in scratch: Scratch, closing: String = "rm -f $DOOR") -> String {
        let door = scratch.file("door")
        let close = "echo closing >>\(scratch.file("closings")); \(closing.replacing("$DOOR", with: door))"
        return """
            {kind: command, close: [sh, -c, "\(close)"], open: [touch, "\(door)"],
                hard_stop: {kill_pid_file: "\(scratch.file("writer.pid"))"}, fence_timeout: 7s}
            """
    }

    private static func certificates(_ name: String, in scratch: Scratch) -> String {
        let pki = scratch.file("pki")
        return "{certificate: \(pki)/issued/\(name).crt, key: \(pki)/issued/\(name).key, trust: \(pki)/ca.crt}"
    }
}
