import COpenSSL
import NIOCore

/// The bytes that come from and go to the network, lent to libssl as a `BIO`.
///
/// libssl's own memory BIO keeps the largest buffer it ever needed; this one keeps nothing while the connection is idle.
final class Wire {
    /// What has come from the network and libssl has not read yet.
    private(set) var inbound = ByteBuffer()
    private var outbound = ByteBuffer()

    // Made once and never changed afterwards, so threads may share it.
    nonisolated(unsafe) private static let method: OpaquePointer? = {
        let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "NIO buffers")
        BIO_meth_set_create(method) { bio in
            BIO_set_init(bio, 1)
            return 1
        }
        BIO_meth_set_read(method) { bio, bytes, count in Wire.of(bio)?.read(bio, bytes, count) ?? -1 }
        BIO_meth_set_write(method) { bio, bytes, count in Wire.of(bio)?.write(bytes, count) ?? -1 }
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return method
    }()

    /// A `BIO` that leads here. It does not keep the wire alive: its `SSL` must be freed first.
    func makeBIO() -> OpaquePointer? {
        guard let bio = BIO_new(Self.method) else { return nil }
        BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
        return bio
    }

    /// Adds what has come from the network.
    func receive(_ bytes: inout ByteBuffer) {
        if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
    }

    /// What is to go to the network; `nil` when there is nothing.
    func takeOutbound() -> ByteBuffer? {
        guard outbound.readableBytes > 0 else { return nil }
        defer { outbound = ByteBuffer() }
        return outbound
    }

    private static func of(_ bio: OpaquePointer?) -> Wire? {
        BIO_get_data(bio).map { Unmanaged<Wire>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(_ bio: OpaquePointer?, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int32) -> Int32 {
        BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY)
        let taken = min(inbound.readableBytes, Int(max(0, count)))
        guard taken > 0 else {
            BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
            return -1
        }
        inbound.readWithUnsafeReadableBytes { source in
            UnsafeMutableRawBufferPointer(start: bytes, count: taken).copyMemory(
                from: .init(rebasing: source[..<taken])
            )
            return taken
        }
        if inbound.readableBytes == 0 { inbound = ByteBuffer() }
        return Int32(taken)
    }

    private func write(_ bytes: UnsafePointer<CChar>?, _ count: Int32) -> Int32 {
        outbound.writeBytes(UnsafeRawBufferPointer(start: bytes, count: Int(max(0, count))))
        return count
    }
}
