import Foundation
import GPUOutletMock
import Testing

@Suite("A server's scenario")
struct MockScenarioTests {
    /// A folder with one scenario file in it, for the time of `body`.
    private func withStory(_ body: (_ folder: String, _ file: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("story.json")
        try #"{ expect: [{ calls: "createRental", times: 1 }] }"#.write(to: file, atomically: true, encoding: .utf8)
        try body(folder.path, file.path)
    }

    @Test("is a document in the test itself, made of strings")
    func document() throws {
        let family = "h100-80gb"
        let mock = try MockServer.start(scenario: "{ given: { stock: { '\(family)': 0 } } }")
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 503)
        #expect(mock.control("GET", "worlds").body.contains(#""scenario":"inline""#))
        #expect(MockScenario("{}") == "{}")
    }

    @Test("is a file, and says what it expected")
    func file() throws {
        try withStory { _, file in
            let mock = try MockServer.start(scenario: .file(file))
            #expect(mock.unmet()?.message.contains("createRental exactly once") == true)
            #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 200)
            #expect(mock.unmet() == nil)
        }
    }

    @Test("is one of those that are loaded, and a folder of them leaves it as it is")
    func named() throws {
        try withStory { folder, file in
            let story = try MockServer.start(scenario: .named("story"), scenarios: [folder])
            #expect(story.control("GET", "scenario").body.contains("createRental"))
            let healthy = try MockServer.start(scenarios: [folder])
            #expect(!healthy.control("GET", "scenario").body.contains("createRental"))
            #expect(healthy.world("story~mine").control("GET", "scenario").body.contains("createRental"))
            let first = try MockServer.start(scenarios: [file])
            #expect(first.control("GET", "scenario").body.contains("createRental"))
            let both = try MockServer.start(scenario: "{ scenario: 'own' }", scenarios: [folder])
            #expect(!both.control("GET", "scenario").body.contains("createRental"))
            #expect(both.world("story").control("GET", "scenario").body.contains("createRental"))
        }
    }

    @Test("can be one that ships, without a file")
    func shipped() throws {
        let mock = try MockServer.start(scenario: .named("provider-pool-empty"))
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 503)
    }

    @Test("that does not load is told at the start, with its line and the word that was meant")
    func broken() throws {
        let text = #expect(throws: MockServerError.self) {
            try MockServer.start(scenario: "{\n  faults: [{ on: 'createRental', error: 'provider_pool_emty' }]\n}")
        }
        #expect(text?.description.hasPrefix("scenario:2:41: error: faults[0].error: ") == true)
        #expect(text?.description.contains("provider_pool_empty") == true)
        #expect(throws: MockServerError.badScenarios(["nowhere.json: cannot be read: No such file or directory"])) {
            try MockServer.start(scenarios: ["nowhere.json"])
        }
        #expect(throws: MockServerError.badScenarios(["nowhere.json: cannot be read: No such file or directory"])) {
            try MockServer.start(scenario: .file("nowhere.json"))
        }
        #expect(throws: MockServerError.badScenarios(["no scenario 'nothing' is loaded"])) {
            try MockServer.start(scenario: .named("nothing"))
        }
        #expect(throws: MockServerError.badScenarios(["no scenario 'helthy' is loaded; did you mean 'healthy'?"])) {
            try MockServer.start(scenario: .named("helthy"))
        }
    }

    @Test("has a name of its own, and is no folder")
    func confused() throws {
        try withStory { folder, _ in
            let taken = #expect(throws: MockServerError.self) {
                try MockServer.start(scenario: "{ scenario: 'story' }", scenarios: [folder])
            }
            #expect(taken?.description.contains("'story' is taken by a file") == true)
            let isFolder = #expect(throws: MockServerError.self) { try MockServer.start(scenario: .file(folder)) }
            #expect(isFolder?.description.contains("is a folder") == true)
        }
    }

    @Test("has the seed that the server was started with")
    func seed() throws {
        let ids = try [7, 7, 8].map { seed in
            let mock = try MockServer.start(seed: seed, isClockVirtual: true)
            _ = try mock.status("POST /v1/rentals", SomeBody.launch)
            return try #require(mock.requests("createRental").first).responseBody
        }
        #expect(ids[0] == ids[1])
        #expect(ids[0] != ids[2])
    }
}
