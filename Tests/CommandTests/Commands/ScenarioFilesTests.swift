import GPUOutletMock
import OutletScenarios
import Testing

@Suite("Scenario files")
struct ScenarioFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func names(_ files: ScenarioFiles) -> [String] { files.scenarios.map(\.name) }

    @Test("a folder is read however deep, in the order of names; schemas, hidden and other files are passed over")
    func folders() throws {
        for name in ["b.json", "a.json5", "deep/er/c.json", "x.schema.json", ".hidden.json", "notes.txt"] {
            try folder.write(name, "{}")
        }
        #expect(names(ScenarioFiles(paths: [folder.path])) == ["a", "b", "c"])
    }

    @Test("a file that is reached twice is read once, and the first one named by itself is the default")
    func twice() throws {
        try folder.write("a.json", "{}")
        try folder.write("b.json", "{}")
        let files = ScenarioFiles(paths: [folder.path, "\(folder.path)/./b.json"])
        #expect(names(files) == ["a", "b"])
        #expect(files.firstNamedFile?.scenario?.name == "b")
        #expect(ScenarioFiles(paths: [folder.path]).firstNamedFile == nil)
    }

    @Test("two files with one name are refused, and so is a file that is not there or not right")
    func complaints() throws {
        try folder.write("a.json", "{}")
        try folder.write("b.json", #"{ scenario: "a" }"#)
        try folder.write("c.json", #"{ "faults": [{ "on": "creatRental" }] }"#)
        let complaints = ScenarioFiles(paths: [folder.path, folder.path("d.json")]).complaints
        #expect(complaints.count == 3)
        #expect(
            complaints[0].hasPrefix(
                "\(folder.path)/b.json: the scenario name 'a' is taken by \(folder.path)/a.json; give one of them"))
        #expect(complaints[1].hasPrefix("\(folder.path)/c.json:1:"))
        #expect(complaints[1].contains("createRental"))
        #expect(complaints[2] == "\(folder.path)/d.json: cannot be read: No such file or directory")
    }

    @Test("reloading takes what is right, keeps what was right before, and says what is wrong")
    func reload() throws {
        try folder.write("a.json", #"{ why: "old" }"#)
        try folder.write("b.json", #"{ why: "old" }"#)
        var files = ScenarioFiles(paths: [folder.path])
        #expect(!files.haveChanged)

        try folder.write("a.json", #"{ why: "newer" }"#)
        try folder.write("b.json", "{ why: }")
        try folder.write("c.json", "{}")
        #expect(files.haveChanged)
        let complaints = files.reload()
        #expect(complaints.count == 1)
        #expect(complaints.first?.hasPrefix("\(folder.path)/b.json:1:8: error: ") == true)
        #expect(names(files) == ["a", "b", "c"])
        #expect(files.scenarios.map(\.why) == ["newer", "old", ""])
        #expect(!files.haveChanged)

        try folder.remove("a.json")
        #expect(files.haveChanged)
        _ = files.reload()
        #expect(names(files) == ["b", "c"])
    }
}
