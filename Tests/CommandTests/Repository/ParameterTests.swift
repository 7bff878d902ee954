import Testing

@Suite("No trains of arguments")
struct ParameterTests {
    private static let most = 4

    /// Those that take more, with how many, and why they may. The table must not grow: a value that says what the
    /// arguments are together is the way out.
    private static let allowed: [(path: String, name: String, count: Int, why: String)] = [
        ("GPUOutletMock/Server/MockServer.swift", "func start", 6, publicCall),
        ("GPUOutletMock/Server/MockControls+Waiting.swift", "func wait", 5, publicCall),
        ("GPUOutletMock/Server/MockControls+Waiting.swift", "func missing", 5, publicCall),
        ("OutletContract/Catalogue/Family.swift", "init", 6, tableRow),
        ("OutletContract/Errors/ErrorCode.swift", "init", 5, tableRow),
        ("OutletContract/Operations/Operation.swift", "init", 8, tableRow),
        ("OutletContract/Shapes/Field.swift", "init", 7, tableRow),
        ("OutletEngine/Control/ControlCall.swift", "init", 5, tableRow),
        ("OutletScenarios/Keys/KeyRow.swift", "init", 6, tableRow),
        ("OutletScenarios/Problems/ProblemSink.swift", "func report", 5, problem),
        ("OutletScenarios/Reading/ScenarioReader.swift", "func report", 5, problem),
        ("GPUOutletMock/Loop/Connection+Answering.swift", "func deliver", 6, hotCall),
        ("OutletDomain/Wallet/ProviderState+Wallet.swift", "func post", 5, hotCall),
        ("OutletConformance/Conformance+Asking.swift", "func checkRefusal", 5, privateStep),
        ("OutletExplorer/Report/Exploration+Text.swift", "func lines", 5, privateStep),
        ("OutletEngine/Control/ControlRequest.swift", "init", 5, privateStep),
        ("OutletEngine/Judgement/Judge.swift", "func logicalCalls", 5, privateStep),
        ("OutletScenarios/Faults/FaultTrace.swift", "func trace", 5, privateStep),
        ("OutletWire/Text/Markup.swift", "func document", 5, document),
    ]

    private static let publicCall = "a test writes what it means; all else has a default"
    private static let tableRow = "a row of a table, which is read in columns"
    private static let document = "the parts of a document, in the order in which they stand"
    private static let problem = "what is told of every problem: kind, place, path, sentence, the word that was meant"
    private static let hotCall = "called for each answer or charge; a value would be made to be taken apart at once"
    private static let privateStep = "one caller; what it takes have nothing in common but this step"

    private static let long = Repository.files(under: "Sources", endingIn: ".swift").flatMap { path in
        let signatures = (try? Repository.text(path)).map(Signature.all) ?? []
        return signatures.filter { $0.parameters.count > most && !$0.isMemberwise }.map { signature in
            (path: String(path.dropFirst("Sources/".count)), name: signature.name, count: signature.parameters.count)
        }
    }

    @Test("a function takes at most four parameters, but for the few that the table excuses")
    func parameters() {
        for found in Self.long {
            let excuse = Self.allowed.first { $0.path == found.path && $0.name == found.name }
            #expect(
                found.count <= excuse?.count ?? Self.most,
                "\(found.path): \(found.name) takes \(found.count) parameters: find the value that they are together")
        }
    }

    @Test("the table excuses nothing that is gone")
    func table() {
        for excuse in Self.allowed {
            let isThere = Self.long.contains {
                $0.path == excuse.path && $0.name == excuse.name && $0.count == excuse.count
            }
            #expect(isThere, "\(excuse.path): \(excuse.name) needs no excuse any more; take it out")
        }
    }

    @Test("signatures are read as they stand")
    func reading() {
        let source = """
            func a(_ x: (Int, Int), y z: [String: Int] = [:], line: Int = #line) -> Int { 0 }
            init?<T>(one: T, two: @escaping (Int, Int) -> Void) {
                self.one = one
                self.two = two
            }
            // func no(a: Int)
            let c = f(init: 3)
            func < (a: Int, b: Int)
            """
        let found = Signature.all(in: source)
        #expect(found.map(\.name) == ["func a", "init", "func "])
        #expect(found.map(\.parameters) == [["x", "z"], ["one", "two"], ["a", "b"]])
        #expect(found.map(\.isMemberwise) == [false, true, false])
    }
}
