import ConfigurationFile
import Cryptography
import Foundation
import Ports
import StoreEtcd

extension EtcdSection {
    /// The settings that the store takes, with the password read.
    ///
    /// - Throws: ``PortError`` `.rejected` for a file that cannot be read, and for one half of what goes together.
    package var settings: EtcdSettings {
        get throws(PortError) {
            try EtcdSettings(endpoints: endpoints, trustFile: trust?.path, identity: try identity, account: try account)
        }
    }

    private var identity: EtcdSettings.Identity? {
        get throws(PortError) {
            switch (certificate, key) {
            case (nil, nil): return nil
            case (let certificate?, let key?):
                return EtcdSettings.Identity(certificateFile: certificate.path, keyFile: key.path)
            case (nil, _), (_, nil): throw PortError(.rejected, "etcd.certificate and etcd.key go together: name both")
            }
        }
    }

    private var account: EtcdSettings.Account? {
        get throws(PortError) {
            switch (user, passwordFile) {
            case (nil, nil): return nil
            case (let user?, let path?):
                guard let data = FileManager.default.contents(atPath: path.path), data.count <= 4096 else {
                    throw PortError(.rejected, "\(path) cannot be read, or is no password: see to etcd.password_file")
                }
                let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
                return EtcdSettings.Account(user: user, password: Secret(line))
            case (nil, _), (_, nil):
                throw PortError(.rejected, "etcd.user and etcd.password_file go together: name both")
            }
        }
    }
}
