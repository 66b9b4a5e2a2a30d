/// A dictionary that is always in the order of its keys, so that what follows from going through it never depends on chance.
///
/// For dozens of keys, not for thousands: adding one moves those behind it.
package struct SortedDictionary<Key: Comparable, Value>: ExpressibleByDictionaryLiteral {
    /// In order.
    package private(set) var keys: [Key] = []
    /// In the order of their keys.
    package private(set) var values: [Value] = []

    package init() {}

    package init(dictionaryLiteral elements: (Key, Value)...) {
        for (key, value) in elements { self[key] = value }
    }

    package subscript(key: Key) -> Value? {
        get { index(of: key).map { values[$0] } }
        _modify {
            let place = place(of: key)
            let isKnown = holds(key, at: place)
            // Moved out and in: as a copy, the value would copy whatever is changed in it.
            var value = isKnown ? values.remove(at: place) : nil
            defer { put(value, for: key, at: place, isKnown: isKnown) }
            yield &value
        }
    }

    package subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
        get { self[key] ?? value() }
        _modify {
            let place = place(of: key)
            if !holds(key, at: place) { put(value(), for: key, at: place, isKnown: false) }
            yield &values[place]
        }
    }

    /// Changes a value where it stands, which spares moving it out and in.
    ///
    /// - Returns: what the change returns; `nil` where there is no such key.
    @discardableResult
    package mutating func change<Result>(_ key: Key, _ change: (inout Value) -> Result) -> Result? {
        guard let index = index(of: key) else { return nil }
        return change(&values[index])
    }

    package func index(of key: Key) -> Int? {
        let place = place(of: key)
        return holds(key, at: place) ? place : nil
    }

    private func holds(_ key: Key, at place: Int) -> Bool { place < keys.count && keys[place] == key }

    /// How many keys come before this one.
    private func place(of key: Key) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Where the key is known, its value was taken out.
    private mutating func put(_ value: Value?, for key: Key, at place: Int, isKnown: Bool) {
        if let value {
            if !isKnown { keys.insert(key, at: place) }
            values.insert(value, at: place)
        } else if isKnown {
            keys.remove(at: place)
        }
    }
}

extension SortedDictionary: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { keys.count }
    package subscript(position: Int) -> (key: Key, value: Value) { (keys[position], values[position]) }
}

extension SortedDictionary: Sendable where Key: Sendable, Value: Sendable {}
extension SortedDictionary: Equatable where Value: Equatable {}
extension SortedDictionary: Hashable where Key: Hashable, Value: Hashable {}
