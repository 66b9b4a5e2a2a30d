import ArgumentParser
import Foundation
import Simulation

/// Finds a scenario by its path or its name, and plays it.
struct ScenarioFile {
    let script: Script

    /// - Parameters:
    ///   - name: a path, or the name of a file in the folder, with or without `.scenario`.
    ///   - folder: where scenarios are.
    /// - Throws: where there is no such file, or something is wrong in it.
    init(_ name: String, in folder: String) throws {
        let places = [name, "\(folder)/\(name)", "\(folder)/\(name).scenario"]
        guard let path = places.first(where: FileManager.default.fileExists) else {
            throw ValidationError("there is no scenario \(name) in \(folder): name one, or write --scenarios FOLDER")
        }
        script = try Script(text: String(contentsOfFile: path, encoding: .utf8), file: path)
    }

    /// - Parameter isTraced: tell everything that happens, not only what is important.
    /// - Returns: whether it came as expected.
    func play(isTraced: Bool) -> Bool {
        let report = ScenarioRun(script, tell: Trace.printer(if: isTraced)).run()
        if isTraced { print() }
        print(report.story, terminator: "")
        return report.holds
    }
}
