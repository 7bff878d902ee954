import OutletExplorer
import Testing

@testable import gpuoutlet_mock

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Time is told to a client's process, so that no test has to wait for it.
@Suite("A client's process")
struct ClientProcessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func start(_ script: String, environment: [String: String] = [:]) throws -> ClientProcess {
        let whole = "cd \"$FOLDER\"; \(script)"
        let variables = environment.merging(["FOLDER": folder.path, "PATH": "/usr/bin:/bin"]) { own, _ in own }
        return try ClientProcess(["/bin/sh", "-c", whole], environment: variables, timeLimit: .seconds(60))
    }

    /// Looks at it until it has ended, at a time that stands still.
    private func end(of client: inout ClientProcess, at now: ContinuousClock.Instant = .now) -> ClientEnd {
        while true {
            if let end = client.look(at: now) { return end }
            wait(for: client)
        }
    }

    /// Until it has written something.
    private func waitForOutput(of client: inout ClientProcess) throws {
        while client.tail.lines.isEmpty {
            try #require(client.look(at: .now) == nil, "it goes on")
            wait(for: client)
        }
    }

    private func wait(for client: ClientProcess) {
        var entries = client.output.map { [pollfd(fd: $0, events: Int16(POLLIN), revents: 0)] } ?? []
        _ = poll(&entries, nfds_t(entries.count), 10)
    }

    @Test(
        "its code and its signal are told apart",
        arguments: [("exit 7", ClientEnd.exited(7)), ("kill -SEGV $$", ClientEnd.signalled(11))])
    func ends(script: String, expected: ClientEnd) throws {
        var client = try start(script)
        #expect(end(of: &client) == expected)
        #expect(client.output == nil)
    }

    @Test("a program that is not there is refused by its reason")
    func notFound() {
        #expect(throws: SystemError(number: ENOENT)) {
            try ClientProcess([folder.path("none")], environment: [:], timeLimit: .seconds(1))
        }
    }

    @Test("it has variables of its own, both outputs in one, and nothing to read")
    func streams() throws {
        var client = try start("echo $X; cat; echo $HOME >&2", environment: ["X": "given"])
        #expect(end(of: &client) == .exited(0))
        #expect(client.tail.lines == ["given", ""])
    }

    @Test("out of time it is asked to end, also where we ourselves block the signal")
    func timeLimit() throws {
        let interrupts = Interrupts()
        defer { interrupts.end() }
        var client = try start("trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 1000; done")
        try waitForOutput(of: &client)
        #expect(end(of: &client, at: .now + .seconds(61)) == .timedOut)
        #expect(client.tail.lines.last == "asked")
        #expect(!client.wasStopped)
    }

    @Test("one that ignores the question is killed after the grace, and not before")
    func stubborn() throws {
        var client = try start("trap '' TERM; echo ready; while :; do sleep 1000; done")
        try waitForOutput(of: &client)
        let limit = ContinuousClock.now + .seconds(61)
        #expect(client.look(at: limit) == nil)
        #expect(client.look(at: limit + .seconds(1)) == nil)
        #expect(end(of: &client, at: limit + ClientProcess.grace) == .timedOut)
    }

    @Test("one that is stopped for a reason of ours is told from one that took too long")
    func stopped() throws {
        var client = try start("echo ready; exec sleep 1000")
        try waitForOutput(of: &client)
        client.end(at: .now)
        _ = end(of: &client)
        #expect(client.wasStopped)
    }

    @Test("what it leaves running is ended with it, even if it holds the output open")
    func grandchild() throws {
        try #require(mkfifo(folder.path("held"), 0o600) == 0)
        let held = open(folder.path("held"), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(held) }
        var client = try start("exec 3>held; sleep 1000 & echo started; exit 3")
        #expect(end(of: &client) == .exited(3))
        // The end of the file comes when nobody is left who could write.
        _ = fcntl(held, F_SETFL, 0)
        #expect(FileDescriptor.readAll(held) == [])
    }

    @Test("one that closes its output and goes on is waited for")
    func closedOutput() throws {
        var client = try start("exec >/dev/null 2>&1; sleep 0; exit 5")
        #expect(end(of: &client) == .exited(5))
    }

    @Test("however much it writes, it is read on and its last lines are kept")
    func muchOutput() throws {
        var client = try start("yes | head -c 5000000; echo end")
        #expect(end(of: &client) == .exited(0))
        #expect(client.tail.lines.count == OutputTail.mostLines)
        #expect(client.tail.lines.last == "end")
    }
}
