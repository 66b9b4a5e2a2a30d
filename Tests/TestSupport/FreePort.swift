import Glibc
import Synchronization
import Testing

private let given = Mutex<Set<UInt16>>([])

/// A port of the loopback device that nobody listens on. It lies below those that the kernel gives to outgoing connections, so
/// that none of them takes it before the program does that is told of it, and is given to one test only.
package func freePort() -> UInt16 {
    for _ in 0..<100 {
        let port = UInt16.random(in: 15_000...32_000)
        if isFree(port), given.withLock({ $0.insert(port).inserted }) { return port }
    }
    Issue.record("no port of the loopback device is free")
    return 0
}

private func isFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = port.bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}
