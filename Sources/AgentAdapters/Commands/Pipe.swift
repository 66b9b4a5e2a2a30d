import Glibc

/// A pipe whose ends close by themselves.
final class Pipe {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (readEnd, writeEnd) = (ends[0], ends[1])
        // Another thread may spawn between the two calls; spawning closes all but the first three descriptors anyhow.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    /// Writes the text for a later reader, and no more after it; false if it does not fit, or nobody is there to read it.
    func fill(with text: String) -> Bool {
        var text = text
        ignoreBrokenPipes()
        let isWritten = text.withUTF8 { bytes in
            bytes.count <= Command.longestInput
                && (bytes.isEmpty || write(writeEnd, bytes.baseAddress, bytes.count) == bytes.count)
        }
        close(writeEnd)
        writeEnd = -1
        return isWritten
    }

    /// Writing to a pipe whose reader is gone must not end this process. No thread of it wants to hear of that by a signal.
    private func ignoreBrokenPipes() {
        var brokenPipe = sigset_t()
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, nil)
    }

    /// Hands the read end over, non-blocking.
    func takeReadEnd() -> Int32 {
        defer { readEnd = -1 }
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
        return readEnd
    }
}
