#if os(Linux)
    import Foundation
    import GPUOutletMock
    import Glibc
    import Testing

    /// Threads and descriptors are the process's own, and other tests run in this one: each of these has a process for
    /// itself.
    @Suite("A server leaves nothing behind")
    struct LeakTests {
        private static let rounds = 300

        @Test("when it is stopped, whatever was under way")
        func stop() async {
            await #expect(processExitsWith: .success) {
                try await LeakTests.repeatedly { mock in
                    _ = try mock.status("GET /v1/auth/me")
                    let idle = try TestClient(port: mock.port)
                    idle.send(.get("/__admin/wait?calls=balance&timeout=10m"))
                    async let missing = mock.missing("balance", within: .seconds(600))
                    mock.stop()
                    _ = await missing
                }
            }
        }

        @Test("of a connection, in whichever way it has ended")
        func endings() async {
            await #expect(processExitsWith: .success) {
                await LeakTests.startTimers()
                let mock = try MockServer.start()
                let head = "POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\nContent-Length: 9\r\n"
                let other = try TestClient(port: mock.port)
                let isAnswered = { () -> Bool in
                    other.send("GET /__admin/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    return other.answer()?.status == 200
                }
                try #require(isAnswered())
                let before = LeakTests.descriptors
                for ending in [
                    "reset", "close", "hang", "early", "truncate", "truncateAt:5", "stall", "stallAt:5", "badChunk",
                    "last",
                    "lastAfter:1h", "lastAfter:1ms", "garbage",
                ] {
                    for isPolite in [true, false] {
                        let clients = try (0..<10).map { _ in try TestClient(port: mock.port) }
                        for (number, client) in clients.enumerated() {
                            // Half of them have not sent all of their bodies.
                            client.send(head + "X-Mock-Fault: connection=\(ending)\r\n\r\n{}")
                            if number % 2 == 0 { client.send("       ") }
                        }
                        try #require(isAnswered())
                        for client in clients { if isPolite { client.close() } else { client.reset() } }
                    }
                }
                // Each answer to somebody else is a turn of the loop, and a few see to whatever the clients left behind.
                try #require((0..<100).contains { _ in isAnswered() && LeakTests.descriptors == before })
                mock.stop()
            }
        }

        @Test("when nobody holds it any more")
        func letGo() async {
            await #expect(processExitsWith: .success) {
                try await LeakTests.repeatedly { mock in
                    _ = try mock.world("one").status("GET /v1/auth/me")
                    try await mock.world("one").wait(for: "me")
                }
            }
        }

        @Test("when it cannot start, at whichever descriptor there is none left")
        func noDescriptors() async {
            await #expect(processExitsWith: .success) {
                await LeakTests.startTimers()
                _ = try MockServer.start()  // whatever the first one brings into the process stays
                let before = LeakTests.descriptors
                let free = (0..<1024).filter { !before.contains($0) }  // they are given out from below
                // A server raises its limit to the hard one, which can be lowered for good, but not raised again.
                for spare in (0..<5).reversed() {
                    var limit = rlimit(rlim_cur: rlim_t(free[spare]), rlim_max: rlim_t(free[spare]))
                    try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
                    #expect(throws: MockServerError.self) { try MockServer.start() }
                    try #require(LeakTests.descriptors == before)
                }
            }
        }

        /// Starts servers one after the other, lets each be used and go, and holds the process's threads and
        /// descriptors after the last against those after the first few, when the pool of tasks has its threads.
        static func repeatedly(_ use: (MockServer) async throws -> Void) async throws {
            await startTimers()
            for _ in 0..<20 { try await use(try MockServer.start()) }
            let (descriptors, threads) = (descriptors, try threads())
            for _ in 0..<rounds { try await use(try MockServer.start()) }
            try #require(self.descriptors == descriptors)
            // The kernel says that a thread has ended just before it takes the thread out of the list, and the pool of
            // tasks may still have grown towards a thread a core; a leak would be a thread a round.
            try #require(try self.threads() <= threads + 1 + sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        }

        /// The open ones; asked for one by one, since a folder cannot be read without a descriptor.
        static var descriptors: [Int32] { (0..<1024).filter { fcntl($0, F_GETFD) >= 0 } }

        /// Lets the runtime open what it keeps for as long as the process lives. It does so when it first sets a timer by
        /// each of its clocks, on a thread of its own: on a busy machine, in the midst of any round, and perhaps where no
        /// descriptor is left, which ends the process. So one is set by each, never to go off, and each clock's
        /// descriptor, the last one to come, is waited for.
        private static func startTimers() async {
            let timers = [
                Task { try await Task.sleep(for: .seconds(86_400), clock: .continuous) },
                Task { try await Task.sleep(for: .seconds(86_400), clock: .suspending) },
            ]
            while descriptors.count(where: isTimer) < timers.count { await Task.yield() }
            for timer in timers { timer.cancel() }
        }

        private static func isTimer(_ descriptor: Int32) -> Bool {
            let name = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            return name == "anon_inode:[timerfd]"
        }

        private static func threads() throws -> Int {
            let folder = try #require(opendir("/proc/self/task"))
            defer { closedir(folder) }
            var count = 0
            while let entry = readdir(folder) {
                if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
            }
            return count
        }
    }
#endif
