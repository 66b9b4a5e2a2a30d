import Cryptography
import Foundation
import Testing
import TestSupport

struct PEMFileTests {
    func access(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func aKeyFileIsItsOwnersOnlyAndACertificateIsEveryones() throws {
        let folder = try Scratch()
        try PEMFile.create(folder.file("key"), Secret("k"))
        try PEMFile.create(folder.file("certificate"), "c", access: .everyone)
        #expect(try access(folder.file("key")) == 0o600)
        #expect(try access(folder.file("certificate")) == 0o644)
        #expect(try PEMFile.read(folder.file("key")) == Array("k".utf8))
    }

    @Test func whatIsThereIsNotOverwritten() throws {
        let folder = try Scratch()
        try PEMFile.create(folder.file("key"), Secret("old"))
        let error = #expect(throws: CryptographyError.self) { try PEMFile.create(folder.file("key"), Secret("new")) }
        #expect(error?.message == "cannot create \(folder.file("key")): File exists")
        #expect(try PEMFile.read(folder.file("key")) == Array("old".utf8))
    }

    @Test func aReplacedFileHasTheNewContentsAndLeavesNothingBeside() throws {
        let folder = try Scratch()
        try PEMFile.replace(folder.file("crl"), "old", access: .everyone)
        try PEMFile.create(folder.file("crl.new"), "left by a crash", access: .everyone)
        try PEMFile.replace(folder.file("crl"), "new", access: .everyone)
        #expect(try PEMFile.read(folder.file("crl")) == Array("new".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["crl"])
    }

    @Test func anErrorNamesTheFile() throws {
        let folder = try Scratch()
        let error = #expect(throws: CryptographyError.self) { try PEMFile.read(folder.file("none")) }
        #expect(error?.message == "cannot read \(folder.file("none")): No such file or directory")
        #expect(throws: CryptographyError.self) { try PEMFile.read(folder.path) }
        #expect(throws: CryptographyError.self) { try PEMFile.read("/dev/zero") }
    }
}
