#if os(Linux)  // elsewhere a test bundle is no program that could be started
    import Foundation
    import Testing

    /// Runs the tests that fail on purpose in a process of their own, and reads what a person would.
    ///
    /// It does so from a process for itself: in this one other tests hold thousands of descriptors, and Foundation's
    /// `Process` reads beyond the end of their list, which crashes now and then.
    @Suite("A failure is shown at the caller's line, with its text")
    struct ShownAtTheLineTests {
        private static let unmet = """
            1 of 1 expectation does not hold
            expect[0]: expected createRental exactly 2 times, but it came not once
            """
        private static let missing = "waited 1 ms for createRental, once, but it came not once"
        private static let inject = #"unknown error code "provider_pool_emty"; did you mean `provider_pool_empty`?"#

        @Test("by Swift Testing")
        func swiftTesting() async {
            await #expect(processExitsWith: .success) {
                typealias Shown = ShownAtTheLineTests
                let output = try Shown.failures(["--testing-library", "swift-testing", "--filter", "FailingTests"])
                try Shown.expect(Shown.unmet, behind: "unmet", column: true, in: output)
                try Shown.expect(Shown.missing, behind: "missing", column: true, in: output)
                // A thrown error is reported at the test as a whole, so its text brings the line along.
                try Shown.expect(Shown.unmet, behind: "verify", in: output)
                try Shown.expect(Shown.inject, behind: "inject", in: output)
            }
        }

        @Test("by XCTest")
        func xcTest() async {
            await #expect(processExitsWith: .success) {
                typealias Shown = ShownAtTheLineTests
                let output = try Shown.failures(["GPUOutletClientTests.FailingXCTests"])
                try Shown.expect(Shown.unmet, behind: "XCTest unmet", in: output)
                try Shown.expect(Shown.missing, behind: "XCTest missing", in: output)
                try Shown.expect(Shown.unmet, behind: "XCTest verify", in: output)
                try Shown.expect(Shown.inject, behind: "XCTest inject", in: output)
            }
        }

        /// Whether a text stands in the line that names the mark's line, or in the lines just below.
        private static func expect(_ text: String, behind mark: String, column: Bool = false, in output: String) throws
        {
            let source = try String(contentsOf: source, encoding: .utf8).components(separatedBy: "\n")
            let line = try #require(source.firstIndex { $0.hasSuffix("// shown: \(mark)") }) + 1
            let place = "FailingTests.swift:\(line):\(column ? "" : " ")"
            let start = try #require(output.range(of: place), "\(place) is not in\n\(output)")
            let shown = output[start.upperBound...].prefix(400)
            #expect(shown.contains(text), "behind \(place) stands \(shown)")
        }

        private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("FailingTests.swift")

        /// What this very program prints when it runs those tests, which have to fail.
        private static func failures(_ arguments: [String]) throws -> String {
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
