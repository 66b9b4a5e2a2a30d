import Glibc

/// A user of this host, as the system's user database knows them.
struct Account {
    let id: uid_t
    private let group: gid_t
    private let name: String
    private let home: String

    /// `nil` if there is no such user.
    init?(name: String) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var texts = [CChar](repeating: 0, count: 16_384)
        let account: (uid_t, gid_t, String)? = texts.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwnam_r(name, &entry, start, buffer.count, &found) == 0,
                found != nil
            else { return nil }
            return (entry.pw_uid, entry.pw_gid, String(validatingCString: entry.pw_dir) ?? "/")
        }
        guard let account else { return nil }
        (id, group, home) = account
        self.name = name
    }

    var environment: [String: String] { ["USER": name, "LOGNAME": name, "HOME": home] }

    /// What to put before an argv to run it with the rights of this user and none of the agent's.
    var setpriv: [String] {
        ["setpriv", "--reuid=\(id)", "--regid=\(group)", "--init-groups", "--inh-caps=-all", "--"]
    }
}
