import FoundationEssentials
import Glibc
import Testing

@testable import AWS

/// Over the real file system: everything else takes its files from memory.
@Suite("Files of the machine")
struct HostFileTests {
    /// Runs `body` with a folder of its own, which is removed afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/elastatus-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("a file is read whole, through links too; one that is not there is none")
    func reads() throws {
        try inFolder { folder in
            let bytes = [UInt8](repeating: 0x61, count: 200_000)
            try Data(bytes).write(to: URL(filePath: "\(folder)/config"))
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "config")
            #expect(try HostFile.read("\(folder)/config") == bytes)
            #expect(try HostFile.read("\(folder)/link") == bytes)
            #expect(try HostEnvironment.process.readFile("\(folder)/config") == bytes)
            #expect(try HostFile.read("\(folder)/none") == nil)
            #expect(try HostFile.read("\(folder)/config/none") == nil)
        }
    }

    @Test("what is too large, a folder or a pipe is refused with its path, at once")
    func refuses() throws {
        try inFolder { folder in
            try Data(count: HostFile.limit + 1).write(to: URL(filePath: "\(folder)/large"))
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            for name in ["large", "pipe", ""] {
                let error = #expect(throws: APIError.self) { try HostFile.read("\(folder)/\(name)") }
                #expect(error?.code == .credentialsMissing)
                #expect(error?.message.contains("\(folder)/\(name)") == true)
            }
        }
    }

    @Test("a file is replaced whole, for its owner alone, and nothing else is left behind")
    func replaces() throws {
        try inFolder { folder in
            let path = "\(folder)/token.json"
            try HostFile.replace(path, with: Array("a longer text".utf8))
            chmod(path, 0o644)
            try HostFile.replace(path, with: Array("short".utf8))
            #expect(try HostFile.read(path) == Array("short".utf8))
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["token.json"])
            let error = #expect(throws: APIError.self) { try HostFile.replace("\(folder)/none/x", with: []) }
            #expect(error?.message == "\(folder)/none/x cannot be written: No such file or directory")
        }
    }
}
