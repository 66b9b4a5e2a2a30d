/// Programs that test hosts run, in Python because they must live in another network namespace.
enum NetworkScripts {
    /// Echoes on the ports given; prints `listening`, and `server lost` when a connection breaks. It also says something by
    /// itself every 20 ms, so that it notices a connection that is cut in its own direction.
    static let server = """
        import os, socket, sys, threading, time
        # Whole lines, since threads speak at the same time.
        def say(*words): os.write(1, (' '.join(map(str, words)) + '\\n').encode())
        def serve(c):
            c.settimeout(0.02)
            while True:
                try:
                    data = c.recv(65536)
                    if not data: return
                    c.sendall(data)
                except TimeoutError:
                    try: c.sendall(b'.')
                    except OSError as e:
                        say('server lost', type(e).__name__); return
                except OSError as e:
                    say('server lost', type(e).__name__); return
        def listen(port):
            s = socket.create_server(('', port))
            say('listening', port)
            while True:
                c, _ = s.accept()
                c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=serve, args=(c,), daemon=True).start()
        for port in sys.argv[2:]: threading.Thread(target=listen, args=(int(port),), daemon=True).start()
        time.sleep(600)
        """

    /// Connects once: prints `connected` or `refused`.
    static let connect = """
        import socket, sys
        try:
            socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2); print('connected')
        except OSError as e: print('refused', type(e).__name__)
        """

    /// Talks over one connection as fast as it can: prints `talking`, then, when the connection is cut, `cut` with the time of
    /// the last answer and of the error on CLOCK_BOOTTIME in milliseconds, and how often it talked.
    static let talk = """
        import socket, sys, time
        now = lambda: time.clock_gettime(time.CLOCK_BOOTTIME) * 1000
        c = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=5)
        c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        last, count = now(), 0
        try:
            while True:
                c.sendall(b'x')
                if not c.recv(65536): raise ConnectionError('closed')
                last, count = now(), count + 1
                if count == 1: print('talking', flush=True)
                time.sleep(0.0005)
        except OSError as e:
            print('cut', int(last), int(now()), count, type(e).__name__, flush=True)
        """
}
