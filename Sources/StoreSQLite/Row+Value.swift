import Domain
import GRDB
import Ports

/// SQLite counts with signed numbers. One beyond them would be negative, and the schema refuses that.
extension Counter {
    var stored: Int64 { Int64(bitPattern: rawValue) }
}

/// Reads columns without trusting them: GRDB's own subscripts stop the process at a value of another type.
extension Row {
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type) throws -> Value {
        guard let value = try optionalValue(column, as: type) else { throw unreadable(column) }
        return value
    }

    func optionalValue<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type) throws -> Value? {
        guard hasColumn(column) else { throw unreadable(column) }
        let stored: DatabaseValue = self[column]
        if stored.isNull { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw unreadable(column) }
        return value
    }

    func counter<Number: Counter>(_ column: String) throws -> Number {
        Number(UInt64(bitPattern: try value(column, as: Int64.self)))
    }

    func optionalCounter<Number: Counter>(_ column: String) throws -> Number? {
        try optionalValue(column, as: Int64.self).map { Number(UInt64(bitPattern: $0)) }
    }

    private func unreadable(_ column: String) -> PortError {
        PortError(.damaged, "a row of the store holds no readable \(column)")
    }
}
