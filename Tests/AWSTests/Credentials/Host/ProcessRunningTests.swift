import Glibc
import ProcessRunning
import Testing

@testable import AWS

/// Over real programs of this machine.
@Suite("Running programs")
struct ProcessRunningTests {
    private func shell(
        _ script: String, variables: [String: String] = [:], patience: Duration = .seconds(600), limit: Int = 64 << 10
    ) -> ProcessOrder {
        ProcessOrder(
            words: ["/bin/sh", "-c", script], variables: variables, patience: patience, outputLimit: limit)
    }

    private func failure(_ order: ProcessOrder) async -> ProcessFailure? {
        do throws(ProcessFailure) {
            _ = try await order.run()
            return nil
        } catch {
            return error
        }
    }

    @Test("output, errors, code and signal come back; the variables are the given ones alone")
    func outcomes() async throws {
        let outcome = try await shell(
            "printf '%s' \"$NAME\"; printf bad >&2; exit 7", variables: ["NAME": "value"]
        ).run()
        #expect(outcome == ProcessOutcome(status: 7, output: Array("value".utf8), errors: Array("bad".utf8)))
        #expect(try await shell("kill -TERM $$; sleep 9").run().status == -15)
        #expect(
            try await ProcessOrder(words: ["/usr/bin/env"], variables: ["A": "1"]).run().output == Array("A=1\n".utf8))
    }

    @Test("a program is looked for in PATH and gets its words as they are, with no shell between")
    func words() async throws {
        let outcome = try await ProcessOrder(words: ["printf", "%s|", "a b", "$HOME", "*"], variables: [:]).run()
        #expect(String(decoding: outcome.output, as: UTF8.self) == "a b|$HOME|*|")
    }

    @Test("it can read nothing and has no file of ours open")
    func files() async throws {
        let outcome = try await shell("cat; ls /proc/self/fd").run()
        // 3 is what `ls` itself has open.
        #expect(String(decoding: outcome.output, as: UTF8.self) == "0\n1\n2\n3\n")
    }

    @Test("a program that is not there is told")
    func missing() async {
        #expect(
            await failure(ProcessOrder(words: ["/nowhere/tool"], variables: [:]))
                == ProcessFailure(.notStarted, "cannot be started: No such file or directory"))
        #expect(
            await failure(ProcessOrder(words: ["/"], variables: [:]))?.message == "cannot be started: Permission denied"
        )
        #expect(await failure(ProcessOrder(words: [], variables: [:]))?.code == .notStarted)
    }

    @Test("one that takes too long is ended with what it started, though both hold on to the pipes")
    func late() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let path = "/proc/\(getpid())/fd/\(ends[1])"
        // Both the program and its child hold this pipe open until they are gone.
        let failure = await failure(
            shell("exec 5>\(path); trap '' TERM HUP; sleep 1000 & sleep 1000", patience: .milliseconds(300)))
        #expect(failure == ProcessFailure(.timeout, "did not end within 0.3 seconds"))
        close(ends[1])
        var byte: UInt8 = 0
        #expect(read(ends[0], &byte, 1) == 0)
    }

    @Test("one that prints without end is ended; what it says about errors is cut")
    func endless() async throws {
        #expect(
            await failure(shell("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done", limit: 1_000))
                == ProcessFailure(.tooMuch, "prints more than 1000 bytes"))
        let outcome = try await shell("i=0; while [ $i -lt 2000 ]; do echo 123456789 >&2; i=$((i+1)); done").run()
        #expect(outcome.status == 0)
        #expect(outcome.errors.count == 4 << 10)
    }

    @Test("one that leaves another behind with its pipes is not waited for")
    func left() async throws {
        let outcome = try await shell("echo done; sleep 30 & exit 0", patience: .seconds(25)).run()
        #expect(outcome.output == Array("done\n".utf8))
        #expect(outcome.status == 0)
    }

    @Test("many at once neither wait for each other's pipes nor block the tasks of others")
    func many() async throws {
        let outcomes = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<24 { group.addTask { try await HostProcess.run(shell("echo x; sleep 0.02")).output.count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == [Int](repeating: 2, count: 24))
    }
}
