import Domain

/// A place in a text. Line and column are counted from 1, columns in Unicode scalars.
package struct TextPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Where a text begins.
    package static let start = TextPlace(line: 1, column: 1)

    package static func < (left: TextPlace, right: TextPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    package var description: String { "\(line):\(column)" }
}

/// Where the parts of a plan stand in the text it was read from.
package struct PlanPlaces: Sendable {
    package var fileName: String
    private var places: [PlanPath: TextPlace] = [:]

    package init(fileName: String) { self.fileName = fileName }

    package mutating func set(_ path: PlanPath, at place: TextPlace) { places[path] = place }

    /// Forgets the places of everything below the path, before they are set anew.
    package mutating func removeAll(below path: PlanPath) {
        places = places.filter { !($0.key.parts.count > path.parts.count && $0.key.parts.starts(with: path.parts)) }
    }

    /// The place of what the path names, or of the nearest thing around it that stands in the text.
    package func place(of path: PlanPath) -> TextPlace {
        var path: PlanPath? = path
        while let present = path {
            if let place = places[present] { return place }
            path = present.parent
        }
        return .start
    }
}
