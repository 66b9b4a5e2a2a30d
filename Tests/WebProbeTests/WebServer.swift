import AgentAdapters
import Testing

/// A web server of a test's own in another process, which behaves as the path asked for says. Needs python3.
enum WebServer {
    /// Runs the body beside the server.
    ///
    /// - Parameters:
    ///   - identity: certificate and key for TLS; `nil` for plain HTTP.
    ///   - body: is given the server's port on 127.0.0.1.
    /// - Throws: what the body throws, or if the server does not start.
    static func with(
        identity: (certificate: String, key: String)? = nil,
        _ body: (Int) async throws -> Void
    ) async throws {
        let argv = ["python3", "-c", script, "127.0.0.1"] + (identity.map { [$0.certificate, $0.key] } ?? [])
        let server = CommandRun(Command(argv), limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60)))
        let (ports, input) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup { group in
            defer { server.stop() }
            group.addTask {
                let printed = OutputTail()
                _ = await server.run(output: { piece in
                    // The port is all that it ever prints.
                    printed.append(piece)
                    if piece.last == UInt8(ascii: "\n"), let port = Int(printed.text) { input.yield(port) }
                })
                input.finish()
            }
            var started = ports.makeAsyncIterator()
            try await body(#require(await started.next()))
        }
    }

    private static let script = """
        import socket, ssl, sys, threading, time
        def answer(c, path, request):
            ok = lambda body, more=b'': c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n%s\\r\\n' % (len(body), more) + body)
            if path == '/ok': ok(b'all is well')
            elif path == '/echo': ok(request)
            elif path == '/empty': c.sendall(b'HTTP/1.1 204 No Content\\r\\n\\r\\n')
            elif path == '/missing': c.sendall(b'HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n')
            elif path == '/moved': c.sendall(b'HTTP/1.1 302 Found\\r\\nLocation: /ok\\r\\nContent-Length: 0\\r\\n\\r\\n')
            elif path == '/silent': time.sleep(600)
            elif path == '/stalls': c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nhalf'); time.sleep(600)
            elif path == '/trickles':
                c.sendall(b'HTTP/1.1 200 OK\\r\\nX: ')
                for _ in range(6000): c.sendall(b'x'); time.sleep(0.1)
            elif path == '/breaks': c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nhalf')
            elif path == '/garbage': c.sendall(b'SSH-2.0-OpenSSH_9.2\\r\\n')
            elif path == '/until-the-end': c.sendall(b'HTTP/1.0 200 OK\\r\\n\\r\\nall is well')
            elif path == '/chunked': c.sendall(b'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n6\\r\\nall is\\r\\n5\\r\\n well\\r\\n0\\r\\n\\r\\n')
            elif path == '/endless':
                c.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')
                while True: c.sendall(b'x' * 65536)
            elif path == '/many-headers':
                c.sendall(b'HTTP/1.1 200 OK\\r\\n')
                while True: c.sendall(b'X-Filler: ' + b'x' * 1000 + b'\\r\\n')
        def serve(c):
            try:
                if context: c = context.wrap_socket(c, server_side=True)
                request = b''
                while b'\\r\\n\\r\\n' not in request:
                    piece = c.recv(65536)
                    if not piece: return
                    request += piece
                answer(c, request.split(b' ')[1].decode().split('?')[0], request)
                if context: c.unwrap()
            except OSError: pass
            finally: c.close()
        context = None
        if len(sys.argv) > 2:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[2], sys.argv[3])
        listener = socket.create_server((sys.argv[1], 0), backlog=64)
        print(listener.getsockname()[1], flush=True)
        while True: threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}
