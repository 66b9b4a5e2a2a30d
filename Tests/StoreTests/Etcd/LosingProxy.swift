import Foundation
import Synchronization
import TestSupport

/// Passes requests on to etcd and, while it is told to, loses the answers: the connection is closed instead.
final class LosingProxy: Sendable {
    let endpoint: String
    private let listener: Int32
    private let target: UInt16
    private let mode = Mutex(Mode.passing)
    private let isOver = Mutex(false)

    init(to target: UInt16) throws {
        self.target = target
        let port = freePort()
        endpoint = "http://127.0.0.1:\(port)"
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try Self.with(port) { address, length in bind(listener, address, length) }
        listen(listener, 16)
        Thread { [self] in acceptAll() }.start()
    }

    /// What becomes of answers.
    enum Mode: Sendable {
        case passing
        /// The connection is closed in their place.
        case losing
        /// They are kept back for as long as this lasts, and then lost.
        case holding
    }

    func set(_ mode: Mode) { self.mode.withLock { $0 = mode } }

    private func mayPass() -> Bool {
        guard mode.withLock({ $0 }) != .passing else { return true }
        while mode.withLock({ $0 }) == .holding, !isOver.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
        return false
    }

    func close() {
        isOver.withLock { $0 = true }
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    private func acceptAll() {
        while !isOver.withLock({ $0 }) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            Thread { [self] in serve(client) }.start()
        }
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            Glibc.close(client)
            Glibc.close(server)
        }
        guard (try? Self.with(target) { address, length in connect(server, address, length) }) != nil else { return }
        Thread { Self.copy(from: client, to: server) { true } }.start()
        Self.copy(from: server, to: client) { [self] in mayPass() }
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
        // The other thread may still read from them.
        Thread.sleep(forTimeInterval: 0.05)
    }

    private static func copy(from source: Int32, to sink: Int32, while passes: () -> Bool) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &bytes, bytes.count, 0)
            guard count > 0, passes(), send(sink, bytes, count, Int32(MSG_NOSIGNAL)) == count else { return }
        }
    }

    private static func with(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw POSIXError(.ECONNREFUSED) }
    }
}
