import Testing

/// The rules of the source, kept by reading the files. Each failure names what to do instead.
@Suite("The source is tidy")
struct TidyTests {
    private static let modules = [
        "OutletWire", "OutletContract", "OutletDomain", "OutletScenarios", "OutletConformance", "OutletPages",
        "OutletExplorer", "OutletEngine", "GPUOutletMock", "gpuoutlet-mock",
    ]

    /// What each module may import: those before it, and the operating system only in the last two.
    private static let imports: [String: Set<String>] = {
        let system: Set = [
            "Glibc", "Musl", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Synchronization",
        ]
        let pure: Set = ["OutletWire", "OutletContract", "OutletDomain", "OutletScenarios"]
        let engine = pure.union(["OutletEngine", "OutletExplorer"])
        return [
            "OutletWire": [],
            "OutletContract": ["OutletWire"],
            "OutletDomain": ["OutletContract", "OutletWire"],
            "OutletScenarios": ["OutletContract", "OutletWire"],
            "OutletConformance": ["OutletContract", "OutletWire"],
            "OutletPages": ["OutletContract", "OutletWire"],
            "OutletExplorer": ["OutletPages", "OutletScenarios", "OutletContract", "OutletWire"],
            "OutletEngine": pure.union(["OutletPages"]),
            "GPUOutletMock": engine.union(system).union(["CEpoll"]),
            "gpuoutlet-mock": engine.union(system).union(["GPUOutletMock", "OutletConformance", "OutletPages"]),
        ]
    }()

    private static let sources = Repository.files(under: "Sources", endingIn: ".swift")
    private static let tests = Repository.files(under: "Tests", endingIn: ".swift")

    @Test("the top level holds the six names and dot-files")
    func topLevel() throws {
        let allowed: Set = ["Package.swift", "Sources", "Tests", "scenarios", "README.md", "docker"]
        let strangers = try Repository.names().filter { !$0.hasPrefix(".") && !allowed.contains($0) }
        #expect(strangers == [], "put it under one of the six")
    }

    @Test("no package is depended on")
    func noDependencies() throws {
        #expect(try !Repository.text("Package.swift").contains(".package("), "the toolchain has to be enough")
    }

    @Test("a module imports only what stands before it", arguments: modules)
    func imports(module: String) throws {
        let allowed = try #require(Self.imports[module])
        for path in Self.sources where path.hasPrefix("Sources/\(module)/") {
            for line in try Repository.text(path).split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                guard let index = words.firstIndex(of: "import"), index < 3, index + 1 < words.count else { continue }
                guard words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "package" || $0 == "public" }) else {
                    continue
                }
                #expect(allowed.contains(words[index + 1]), "\(path): move what needs it to a later module")
            }
        }
    }

    @Test(
        "what we do without stays out",
        arguments: [
            ("FoundationNetworking", "it drags curl and ICU in; HTTPClient speaks for us"),
            ("JSONSerialization", "it drags ICU in; use JSON"),
            ("JSONEncoder()", "its keys come in another order in every process; use JSON"),
            ("DateFormatter", "it drags ICU in; use Instant.iso8601"),
            ("String(format:", "it drags ICU in; interpolate"),
            ("Thread.detach", "it drags ICU in; use pthread_create"),
            ("fatalError", "a broken invariant of ours is a precondition with a sentence"),
            ("@unchecked", "keep the state inside one thread or one Mutex"),
            ("nonisolated(unsafe)", "keep the state inside one thread or one Mutex"),
            ("try!", "throw, or make the failure impossible"),
            ("TO" + "DO", "do it, or leave it out"),
            ("FIX" + "ME", "do it, or leave it out"),
        ])
    func forbidden(word: String, instead: String) throws {
        for path in Self.sources {
            #expect(try !Repository.text(path).contains(word), "\(path) says \(word): \(instead)")
        }
    }

    @Test("what ends the process if it does not hold says beside it why it always does")
    func reasons() throws {
        for path in Self.sources {
            let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            for (index, line) in lines.enumerated() where Self.canTrap(line) {
                let isExplained = lines[max(0, index - 3)...index].contains { $0.contains("// Always so: ") }
                #expect(
                    isExplained,
                    "\(path):\(index + 1): throw, or end at a bound, where input can lead here; else // Always so: why")
            }
        }
    }

    /// Whether a line asks for what has to be there. Its texts and comments do not count.
    private static func canTrap(_ line: String) -> Bool {
        var code = ""
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        where index.isMultiple(of: 2) {
            code += part + " "
        }
        if let comment = code.firstRange(of: "//") { code.removeSubrange(comment.lowerBound...) }
        let calls = [
            "precondition(", "preconditionFailure(", "assert(", "assertionFailure(", "as! ", "unsafelyUnwrapped",
            // The least integer has none; `magnitude` is there for each.
            " abs(", "(abs(",
        ]
        if calls.contains(where: code.contains) { return true }
        let characters = Array(code)
        return characters.indices.dropFirst().contains { index in
            let before = characters[index - 1]
            guard characters[index] == "!", before.isLetter || before.isNumber || ")]_".contains(before) else {
                return false
            }
            return index + 1 == characters.count || characters[index + 1] != "="
        }
    }

    @Test("the race detector is told to pass over files that are there")
    func raceDetector() throws {
        let mark = "race_top:"
        let lines = try Repository.text("Tests/Reliability/tsan.supp").split(separator: "\n")
        let names = lines.filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }
        #expect(!names.isEmpty)
        for name in names {
            #expect((Self.sources + Self.tests).contains { $0.hasSuffix("/\(name)") }, "\(name) was renamed")
        }
    }

    @Test("the search for what can end the process finds it")
    func reasonsAreAskedFor() {
        let traps = [
            "precondition(a > 0)", "let x = y!", "f(x!, y)", "a[0]!.b", "x as! Y", "if f()! == 2 {",
            "else { preconditionFailure(\"never\") }", "if abs(x) < 5 {", "f(abs(x))",
        ]
        for line in traps { #expect(Self.canTrap(line), "\(line)") }
        for line in ["if !x {", "x != y", "a!=b", "\"Hello!\"", "// precondition(x)", "let a = !b"] {
            #expect(!Self.canTrap(line), "\(line)")
        }
    }

    @Test("each file is named after its type, a companion at most beside it; extensions stand in Type+Aspect.swift")
    func oneTypeAFile() throws {
        for path in Self.sources {
            let name = path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? ""
            let subject = name.split(separator: "+").first.map(String.init) ?? name
            let text = try Repository.text(path)
            let types = Self.types(in: text)
            if types.isEmpty && !text.contains("extension ") { continue }
            let isNamed = types.contains(name) || text.contains("extension \(subject)")
            #expect(isNamed && types.count <= 2, "\(path) holds \(types): one type a file, named after it")
        }
    }

    /// The names of the types at the top level that other files can see.
    private static func types(in text: String) -> [String] {
        let kinds: Set = ["struct", "enum", "class", "actor", "protocol"]
        return text.split(separator: "\n").compactMap { line -> String? in
            guard let first = line.first, first != " ", first != "/" else { return nil }
            let words = line.split(separator: " ").map(String.init)
            guard let index = words.firstIndex(where: kinds.contains), index + 1 < words.count else { return nil }
            guard !words[..<index].contains(where: { ["private", "fileprivate", "extension"].contains($0) }) else {
                return nil
            }
            return String(words[index + 1].prefix { $0.isLetter || $0.isNumber })
        }
    }

    @Test("a file of source stays within a few screens")
    func length() throws {
        for path in Self.sources {
            let count = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(count <= 330, "\(path) has \(count) lines: split it by aspect")
        }
    }

    @Test("no file names a machine's own folders")
    func machinePaths() throws {
        let folders = ["home", "Users", "work", "root"].map { "/\($0)/" }
        var paths = Self.sources + Self.tests + Documents.pages + ["Package.swift"]
        paths += ["scenarios", "docker", ".ci", "Tests/Clients"].flatMap { Repository.files(under: $0) }
        for path in paths {
            guard let text = try? Repository.text(path) else { continue }
            for folder in folders {
                #expect(!text.contains(folder), "\(path) names \(folder): write the path from the repository's root")
            }
        }
    }
}
