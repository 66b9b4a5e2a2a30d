import Foundation

/// Finds ports that nobody listens on.
enum LoopbackPort {
    /// Free for UDP and TCP on 127.0.0.1.
    static func free() throws -> Int {
        for _ in 0..<50 {
            guard let port = bound(SOCK_STREAM, port: 0), bound(SOCK_DGRAM, port: port) != nil else { continue }
            return port
        }
        throw Program.Failure(description: "there is no free port on 127.0.0.1")
    }

    /// Binds for a moment, and says to which port.
    private static func bound(_ type: __socket_type, port: Int) -> Int? {
        let socket = socket(AF_INET, Int32(type.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
            }
        }
        return result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}
