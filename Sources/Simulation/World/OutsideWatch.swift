import Domain

/// The service outside that waits for the leader's signs of life, and raises the alarm when they stop (DESIGN 3.5).
final class OutsideWatch {
    static let url = "https://life.example.com/holdfast"
    private unowned let world: World
    private let every: Duration
    private var lastSign: Instant?
    private var isAlarmed = false

    init(every: Duration, world: World) {
        self.every = every
        self.world = world
    }

    func hear(from controller: ControllerID, since begin: Instant) {
        world.happen(.signOfLife(by: controller, since: begin))
        if lastSign == nil { watch() }
        lastSign = world.scheduler.now
        if isAlarmed { world.happen(.alarmOver) }
        isAlarmed = false
    }

    /// From the first sign on.
    private func watch() {
        world.scheduler.after(every) {
            let silence = self.world.scheduler.now - (self.lastSign ?? .boot)
            if silence > self.every * Self.patience, !self.isAlarmed {
                self.isAlarmed = true
                self.world.happen(.alarmRaised(silence: silence))
            }
            self.watch()
        }
    }

    /// Signs that may be missed.
    private static var patience: Int { 3 }
}
