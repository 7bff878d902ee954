#if os(Linux)  // elsewhere a test bundle is no program that could be started
    import Foundation
    import Testing

    /// Runs the tests that fail on purpose in a process of their own, and reads what a person would.
    @Suite("A failure is shown at the caller's line, with its text")
    struct ShownAtTheLineTests {
        private static let unmet = """
            1 of 1 expectation does not hold
            expect[0]: expected createRental exactly 2 times, but it came not once
            """
        private static let missing = "waited 1 ms for createRental, once, but it came not once"
        private static let inject = #"unknown error code "provider_pool_emty"; did you mean `provider_pool_empty`?"#

        @Test("by Swift Testing")
        func swiftTesting() throws {
            let output = try failures(["--testing-library", "swift-testing", "--filter", "FailingTests"])
            try expect(Self.unmet, behind: "unmet", column: true, in: output)
            try expect(Self.missing, behind: "missing", column: true, in: output)
            // A thrown error is reported at the test as a whole, so its text brings the line along.
            try expect(Self.unmet, behind: "verify", in: output)
            try expect(Self.inject, behind: "inject", in: output)
        }

        @Test("by XCTest")
        func xcTest() throws {
            let output = try failures(["GPUOutletClientTests.FailingXCTests"])
            try expect(Self.unmet, behind: "XCTest unmet", in: output)
            try expect(Self.missing, behind: "XCTest missing", in: output)
            try expect(Self.unmet, behind: "XCTest verify", in: output)
            try expect(Self.inject, behind: "XCTest inject", in: output)
        }

        /// Whether a text stands in the line that names the mark's line, or in the lines just below.
        private func expect(_ text: String, behind mark: String, column: Bool = false, in output: String) throws {
            let source = try String(contentsOf: Self.source, encoding: .utf8).components(separatedBy: "\n")
            let line = try #require(source.firstIndex { $0.hasSuffix("// shown: \(mark)") }) + 1
            let place = "FailingTests.swift:\(line):\(column ? "" : " ")"
            let start = try #require(output.range(of: place), "\(place) is not in\n\(output)")
            let shown = output[start.upperBound...].prefix(400)
            #expect(shown.contains(text), "behind \(place) stands \(shown)")
        }

        private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("FailingTests.swift")

        /// What this very program prints when it runs those tests, which have to fail.
        private func failures(_ arguments: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging([OnPurpose.variable: "1"]) { $1 }
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus != 0, "tests that fail on purpose have not failed:\n\(output)")
            return output
        }
    }
#endif
