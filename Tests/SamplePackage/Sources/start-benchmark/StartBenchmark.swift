import GPUOutletMock

/// Measures what an embedded server costs a test: to start, to be asked for its journal, to stop, and as one of many.
@main enum StartBenchmark {
    private static let rounds = 1000
    private static let sideBySide = 500

    static func main() throws {
        let clock = ContinuousClock()
        let first = try clock.measure { try MockServer.start().stop() }
        print("first start and stop of the process  \(milliseconds(first)) ms")

        var starts: [Duration] = []
        var scenarioStarts: [Duration] = []
        var stops: [Duration] = []
        for _ in 0..<rounds {
            var mock: MockServer?
            starts.append(try clock.measure { mock = try MockServer.start() })
            stops.append(clock.measure { mock?.stop() })
            scenarioStarts.append(
                try clock.measure {
                    mock = try MockServer.start(
                        scenario: "{ faults: [{ on: 'createRental', times: 2, error: 'provider_pool_empty' }] }")
                })
            mock?.stop()
        }
        report("start", starts)
        report("start with a scenario in the test", scenarioStarts)
        report("stop", stops)

        var servers: [MockServer] = []
        let all = try clock.measure { for _ in 0..<sideBySide { servers.append(try MockServer.start()) } }
        print("\(sideBySide) servers side by side started in     \(milliseconds(all)) ms")
        let end = clock.measure { servers = [] }
        print("and let go of in                     \(milliseconds(end)) ms")
    }

    private static func report(_ name: String, _ durations: [Duration]) {
        let sorted = durations.sorted()
        let median = milliseconds(sorted[sorted.count / 2])
        let late = milliseconds(sorted[sorted.count * 99 / 100])
        let padding = String(repeating: " ", count: max(1, 37 - name.count))
        print("\(name)\(padding)median \(median) ms, 99 % below \(late) ms (of \(sorted.count))")
    }

    /// With three decimals.
    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        let thousandths = String(microseconds % 1000 + 1000).dropFirst()
        return "\(microseconds / 1000).\(thousandths)"
    }
}
