import Foundation

/// A plain blocking TCP socket on 127.0.0.1.
struct LoopbackSocket {
    private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

    /// Sends one DNS message and waits for the answer to it.
    static func exchange(_ message: [UInt8], port: Int) -> [UInt8] {
        let socket = LoopbackSocket()
        defer { socket.end() }
        _ = socket.call(connect, port)
        _ = send(
            socket.descriptor,
            [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message,
            message.count + 2,
            0
        )
        var buffer = [UInt8](repeating: 0, count: 65_537)
        let count = recv(socket.descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(count, 0)).dropFirst(2))
    }

    /// Listens, and lets so many connect without accepting them that the kernel answers no more.
    static func deafListener(port: Int) -> [LoopbackSocket] {
        let listener = LoopbackSocket()
        _ = listener.call(bind, port)
        _ = listen(listener.descriptor, 0)
        let waiting = (0..<4).map { _ in LoopbackSocket() }
        for socket in waiting {
            _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
            _ = socket.call(connect, port)
        }
        return [listener] + waiting
    }

    func end() { close(descriptor) }

    private func call(_ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ port: Int) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
