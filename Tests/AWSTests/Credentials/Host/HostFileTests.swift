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

    @Test("a device that stands for no file is an empty one")
    func devices() throws {
        for name in ["/dev/null", "/dev/zero"] { #expect(try HostFile.read(name) == []) }
        let environment = HostEnvironment(
            variables: [
                "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_ACCESS_KEY_ID": "K",
                "AWS_SECRET_ACCESS_KEY": "s",
            ], readFile: HostFile.read)
        let resolver = EndpointResolver(
            partitions: try Partitions(EndpointTests.partitions), models: FakeModels(), environment: environment)
        let account = AccountAccess(name: "a", source: .environment)
        #expect(try resolver.endpoint(of: "things", region: "eu-west-1", for: account).host.hasPrefix("things."))
        #expect(
            try CredentialPlan(.environment, environment: environment)
                == .fixed(Credentials(accessKeyID: "K", secretAccessKey: "s")))
    }

    @Test("what lies in a folder that is closed to this user is not there; a closed file is told")
    func closed() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/home", withIntermediateDirectories: false)
            try Data("x".utf8).write(to: URL(filePath: "\(folder)/home/config"))
            try Data("x".utf8).write(to: URL(filePath: "\(folder)/closed"))
            chmod("\(folder)/closed", 0)
            chmod("\(folder)/home", 0)
            defer { chmod("\(folder)/home", 0o700) }
            // Nothing is closed to root, who reads as somebody else here; that holds for this thread alone.
            let isRoot = geteuid() == 0
            if isRoot {
                chmod(folder, 0o755)
                try readFiles(as: 65_534)
            }
            defer { if isRoot { try? readFiles(as: 0) } }
            #expect(try HostFile.read("\(folder)/home/config") == nil)
            let error = #expect(throws: APIError.self) { try HostFile.read("\(folder)/closed") }
            #expect(error?.message == "\(folder)/closed cannot be read: Permission denied")
        }
    }

    /// - C: `setfsuid`, which Swift's Glibc does not show.
    private func readFiles(as user: UInt32) throws {
        let function = try #require(dlsym(nil, "setfsuid"))
        _ = unsafeBitCast(function, to: (@convention(c) (UInt32) -> Int32).self)(user)
    }

    @Test("a file with many thousands of profiles is read")
    func large() throws {
        try inFolder { folder in
            let profile = "[profile p]\nsso_session = s\nsso_account_id = 111111111111\nsso_role_name = r\n"
            let text = String(repeating: profile, count: 40_000)
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/config"))
            #expect(try HostFile.read("\(folder)/config")?.count == text.utf8.count)
            #expect(text.utf8.count > 3_000_000)
        }
    }

    @Test("a file is replaced whole, for its owner alone, and nothing else is left behind")
    func replaces() throws {
        try inFolder { folder in
            let path = "\(folder)/token.json"
            try FileDraft.make(for: path).keep(Array("a longer text".utf8))
            chmod(path, 0o644)
            let draft = try FileDraft.make(for: path)
            #expect(try HostFile.read(path) == Array("a longer text".utf8))
            try draft.keep(Array("short".utf8))
            #expect(try HostFile.read(path) == Array("short".utf8))
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            try FileDraft.make(for: path).discard()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["token.json"])
            #expect(try HostFile.read(path) == Array("short".utf8))
            let error = #expect(throws: APIError.self) { try FileDraft.make(for: "\(folder)/none/x") }
            #expect(error?.message == "\(folder)/none/x cannot be written: No such file or directory")
            // A folder cannot be replaced: the draft goes.
            try FileManager.default.createDirectory(atPath: "\(folder)/f", withIntermediateDirectories: false)
            #expect(throws: APIError.self) { try FileDraft.make(for: "\(folder)/f").keep([]) }
            #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == ["token.json", "f"])
        }
    }
}
