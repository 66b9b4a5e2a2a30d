import Foundation
import Testing
import TestSupport

@testable import AgentAdapters

/// The units that are delivered. Needs systemd-analyze.
struct ServiceUnitTests {
    private var directory: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../../deploy/systemd"
    }

    @Test func systemdFindsNothingWrong() async throws {
        let scratch = try Scratch()
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".service") }
        #expect(Set(names).isSuperset(of: ["holdfast-agent.service", "holdfast-controller.service"]))
        for name in names {
            // The programs need not be installed where this is tested.
            let text = try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
            try text.replacing(/\/usr\/bin\/holdfast-[a-z]+/, with: "/bin/true")
                .write(toFile: scratch.file(name), atomically: true, encoding: .utf8)
        }
        let output = await sh(["systemd-analyze", "verify", "--man=no"] + names.map(scratch.file))
        #expect(output.isEmpty, "\(output)")
    }

    @Test func theAgentsUnitKeepsWhatAFenceRestsOn() throws {
        let text = try String(contentsOfFile: "\(directory)/holdfast-agent.service", encoding: .utf8)
        let unit = ServiceUnit(texts: [text])
        #expect(try Supervision.promised(by: unit).get() == Supervision(watchdog: .seconds(3)))
        #expect(unit.value(of: "RuntimeDirectoryPreserve") == "yes")
        #expect(unit.value(of: "Restart") == "always")
        #expect(unit.value(of: "TimeoutStartFailureMode") == "kill")
    }
}
