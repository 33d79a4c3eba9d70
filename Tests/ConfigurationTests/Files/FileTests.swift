import Configuration
import FoundationEssentials
import Glibc
import Testing

@Suite("Files")
struct FileTests {
    private static let good = "accounts: { a: { aws_access_key_id: k, aws_secret_access_key: s } }\nregions: ['*']\n"

    @Test("a missing file, a directory and a device say what they are")
    func unreadable() throws {
        try withFolder { folder in
            #expect(
                problems("\(folder)/none.yaml") == [
                    "\(folder)/none.yaml:1:1: error: the file cannot be read: No such file or directory"
                ])
            #expect(problems(folder) == ["\(folder):1:1: error: this is a directory, not a file"])
            #expect(problems("/dev/zero") == ["/dev/zero:1:1: error: this is not a regular file"])
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            #expect(problems("\(folder)/pipe") == ["\(folder)/pipe:1:1: error: this is not a regular file"])
        }
    }

    @Test("a file that grows beyond 1 MiB is not read to its end")
    func large() throws {
        try withFolder { folder in
            try write(String(repeating: "#", count: (1 << 20) + 1), to: "\(folder)/c.yaml", mode: 0o600)
            #expect(problems("\(folder)/c.yaml") == ["\(folder)/c.yaml:1:1: error: the file is larger than 1 MiB"])
        }
    }

    @Test("keys that everybody can read are a warning", arguments: [(0o644, true), (0o640, false), (0o600, false)])
    func mode(_ mode: Int, warns: Bool) throws {
        try withFolder { folder in
            let path = "\(folder)/config.yaml"
            try write(Self.good, to: path, mode: mode_t(mode))
            let answer = ConfigurationReader.read(path: path, schema: .sample)
            #expect(answer.configuration != nil)
            #expect(answer.problems.map(\.code) == (warns ? [.exposedSecrets] : []))
            if let problem = answer.problems.first { #expect([problem.line, problem.column] == [1, 40]) }
        }
    }

    @Test("a file without keys may be read by everybody")
    func noKeys() throws {
        try withFolder { folder in
            try write("accounts: { a: { profile: p } }\nregions: ['*']\n", to: "\(folder)/c.yaml", mode: 0o644)
            #expect(problems("\(folder)/c.yaml") == [])
        }
    }

    @Test("folders in a file start at the file's own folder, and must be there")
    func folders() throws {
        try withFolder { folder in
            let path = "\(folder)/config.yaml"
            var schema = ConfigurationSchema.sample
            schema.directoryExists = ConfigurationFile.isDirectory
            try write("kinds_dir: kinds\naccounts: { a: }\nregions: ['*']\n", to: path, mode: 0o600)
            #expect(ConfigurationReader.read(path: path, schema: schema).problems.map(\.code) == [.directory])
            #expect(mkdir("\(folder)/kinds", 0o700) == 0)
            let answer = ConfigurationReader.read(path: path, schema: schema)
            #expect(answer.configuration?.kindsDirectory == "\(folder)/kinds")
        }
    }

    private func problems(_ path: String) -> [String] {
        ConfigurationReader.read(path: path, schema: .sample).problems.map(\.description)
    }

    private func write(_ text: String, to path: String, mode: mode_t) throws {
        try text.write(to: URL(filePath: path), atomically: false, encoding: .utf8)
        #expect(chmod(path, mode) == 0)
    }

    /// Runs `body` with an empty folder that is removed afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "elastatus-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
