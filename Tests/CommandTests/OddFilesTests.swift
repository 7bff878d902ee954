import Foundation
import GPUOutletMock
import Testing

@testable import gpuoutlet_mock

@Suite("Files that are no files, and folders that lead back")
struct OddFilesTests {
    @Test("A pipe is refused at once, alone and in a folder")
    func pipe() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/pipe.json"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: FileTree.Refusal.self) { try FileTree.read(path, maximumBytes: 100) }
        #expect(FileTree.files(under: folder.path) == [path])
    }

    @Test("A folder with links to itself is read once")
    func links() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b", "c"] { #expect(symlink(folder.path, "\(folder.path)/\(name)") == 0) }
        try folder.write("one.json", "{}")
        #expect(FileTree.files(under: folder.path) == ["\(folder.path)/one.json"])
    }

    @Test("A port file that another server has written since stays")
    func portFile() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/port"
        let first = try PortFile(path: path, port: 1)
        let second = try PortFile(path: path, port: 2)
        first.remove()
        #expect(FileManager.default.fileExists(atPath: path))
        second.remove()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A speed beyond the clock's range is refused", arguments: ["1e19", "inf", "nan", "0", "1000001"])
    func speed(text: String) {
        let problem = OptionValue.factor("N", upTo: 1_000_000).problem(with: text)
        #expect(problem == "wants a number above 0 and at most 1000000, as 1 or 0.5 or 60")
    }
}
