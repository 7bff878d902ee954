import Foundation

/// The files of this repository, for the tests that read them.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL

    static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The names directly under a folder.
    static func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path).sorted()
    }

    /// Every file under a folder, as a path from the root; what builds and interpreters leave behind is passed over.
    static func files(under folder: String, endingIn ending: String = "") -> [String] {
        let leftBehind = [".build", "node_modules", "__pycache__", ".pytest_cache", ".venv"]
        let found = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        var paths: [String] = []
        while let name = found?.nextObject() as? String {
            let isLeftBehind = name.split(separator: "/").contains { leftBehind.contains(String($0)) }
            let isFolder = found?.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
            if name.hasSuffix(ending) && !isLeftBehind && !isFolder { paths.append("\(folder)/\(name)") }
        }
        return paths.sorted()
    }

    /// Compares a generated text with what is committed, or writes it where `REWRITE_DOCUMENTS` is set.
    static func rewrite(_ path: String, with text: String) throws -> Bool {
        guard ProcessInfo.processInfo.environment["REWRITE_DOCUMENTS"] != nil else { return false }
        try text.write(to: root.appendingPathComponent(path), atomically: true, encoding: .utf8)
        return true
    }
}
