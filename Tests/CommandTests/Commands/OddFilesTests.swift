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

    @Test("A port file in whose place another server put the same port stays")
    func samePort() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/port"
        let first = try PortFile(path: path, port: 1)
        let second = try PortFile(path: path, port: 1)
        first.remove()
        #expect(folder.text("port") == "1\n")
        second.remove()
        #expect(folder.text("port") == nil)
    }

    @Test("A device and a socket are refused as what they are", arguments: ["/dev/zero", "socket"])
    func devices(name: String) throws {
        let folder = try TemporaryFolder()
        let path = name.hasPrefix("/") ? name : folder.path("socket")
        if name == "socket" { try UnixSocket.make(path) }
        let result = Captured.run("check", path)
        #expect(result.code == .failed)
        #expect(
            result.output.hasPrefix(
                "\(path): cannot be read: it is not a regular file; name a file, a link to one, or a folder\n"))
    }

    @Test("A scenario's control characters reach no terminal through check, explain or scenarios")
    func controls() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "a.json",
            #"""
            { "why": "w\u001b[2J\u009b", "example": [
              { "send": "GET /v1/auth/me", "as": "dev@example.com", "headers": { "X-Request-Id": "x" },
                "answers": { "status": 200, "body": { "user": "\u001b[2J\u007f\u009b" } } } ] }
            """#)
        try folder.write("b.json", "{ \"why\": \"\", \"w\u{9B}hy\": \"\" }")
        for command in ["check", "explain", "scenarios"] {
            let result = Captured.run(command, folder.path)
            let shown = result.output + result.errors
            #expect(shown.contains("\\u{9B}"), "\(command): \(shown)")
            #expect(
                !shown.unicodeScalars.contains {
                    $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                },
                "\(command)")
        }
    }
}
