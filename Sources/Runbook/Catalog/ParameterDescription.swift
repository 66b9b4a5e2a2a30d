/// One parameter of a kind.
package struct ParameterDescription: Hashable, Sendable {
    package var name: String
    package var type: ParameterType
    package var isRequired: Bool
    /// One line for people.
    package var meaning: String

    package static func required(_ name: String, _ type: ParameterType, _ meaning: String) -> ParameterDescription {
        ParameterDescription(name: name, type: type, isRequired: true, meaning: meaning)
    }

    package static func optional(_ name: String, _ type: ParameterType, _ meaning: String) -> ParameterDescription {
        ParameterDescription(name: name, type: type, isRequired: false, meaning: meaning)
    }
}
