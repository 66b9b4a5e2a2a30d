import Domain
import Ports
import Runbook

/// Reads a ``Tree`` as a plan. It collects what is wrong and goes on with a default, so that one look shows everything.
///
/// One file a section; each reads its keys through a ``Section``, which knows the unknown ones.
final class PlanReader {
    var places: PlanPlaces
    private(set) var findings: [LocatedFinding] = []

    init(fileName: String) { places = PlanPlaces(fileName: fileName) }

    func refuse(_ code: FindingCode, at path: PlanPath, _ place: TextPlace, _ message: String) {
        findings.append(
            LocatedFinding(Finding(.error, code, at: path, message), at: place, in: places.fileName)
        )
    }

    /// Remembers where everything in a tree stands, under its path.
    func remember(_ tree: Tree, at path: PlanPath, keyPlace: TextPlace? = nil) {
        switch tree.content {
        case .scalar: places.set(path, at: tree.place)
        case .list(let items):
            places.set(path, at: keyPlace ?? tree.place)
            for (index, item) in items.enumerated() { remember(item, at: path[index]) }
        case .table(let entries):
            places.set(path, at: keyPlace ?? tree.place)
            for entry in entries { remember(entry.value, at: path[entry.key], keyPlace: entry.keyPlace) }
        }
    }
}
