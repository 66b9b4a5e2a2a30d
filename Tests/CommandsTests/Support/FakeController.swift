import Commands
import Domain
import Foundation
import Ports
import Synchronization

/// A controller that answers what the test says, and keeps what it was asked.
final class FakeController: OperatorLink {
    typealias Reply = @Sendable (OperatorCommand) throws(PortError) -> OperatorAnswer

    let address: String
    private let reply: Reply
    private let commands = Mutex<[OperatorCommand]>([])
    private let patiences = Mutex<[Duration]>([])

    init(_ address: String = "a:7420", _ reply: @escaping Reply) {
        self.address = address
        self.reply = reply
    }

    var asked: [OperatorCommand] { commands.withLock { $0 } }

    /// How long it was to be waited for, each time.
    var patience: [Duration] { patiences.withLock { $0 } }

    func ask(_ body: [UInt8], patience: Duration) async throws(PortError) -> [UInt8] {
        patiences.withLock { $0.append(patience) }
        do {
            let command = try JSONDecoder().decode(OperatorCommand.self, from: Data(body))
            commands.withLock { $0.append(command) }
            return [UInt8](try JSONEncoder().encode(try reply(command)))
        } catch let error as PortError {
            throw error
        } catch {
            throw PortError(.rejected, "the test's controller does not understand: \(error)")
        }
    }
}
