/// Something that has stopped reading because an inbox was full, and waits to be told that there is room.
protocol ReadResuming: AnyObject, Sendable {
    /// Called on any thread, once for each time the inbox said that it is full, or more often.
    func resumeReading()
}
