import OutletContract
import OutletWire

extension Scenario {
    /// The largest scenario file that is read.
    package static let maximumBytes = 4 << 20

    /// Reads a scenario file; throws all of its mistakes.
    ///
    /// - Parameter file: its path, for messages. Its last component, without the extension, names a scenario that has
    ///   no name of its own.
    package static func read(_ bytes: [UInt8], file: String) throws(ProblemList) -> Scenario {
        try read(bytes, source: file, defaultName: defaultName(forFile: file))
    }

    /// Reads a document that is not from a file; `defaultName` is used if it has no name.
    package static func read(
        _ bytes: [UInt8], source: String, defaultName: String
    ) throws(ProblemList) -> Scenario {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.scenario(node, defaultName: defaultName)
        }
    }

    /// `scenarios/pool-empty.json5` → `pool-empty`.
    package static func defaultName(forFile file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        for ending in [".json5", ".json"] where name.hasSuffix(ending) {
            return String(name.dropLast(ending.count))
        }
        return name
    }
}

extension Fault {
    /// Reads a single fault, as posted to a running server. It does not check what it cannot know: whether another
    /// fault shadows it or listens to its `goto`, and which users exist.
    ///
    /// - Parameter takenIDs: the ids of the existing faults.
    package static func read(
        _ bytes: [UInt8], source: String = "fault", takenIDs: Set<String> = []
    ) throws(ProblemList) -> Fault {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.postedFault(node, takenIDs: takenIDs)
        }
    }
}

extension Expectation {
    /// Reads a list in the form of `expect`, as a control call sends it.
    package static func readList(
        _ bytes: [UInt8], source: String = "expect"
    ) throws(ProblemList) -> [Expectation] {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.checker.check(node, .list(.object(.expectation)), at: "")
            return reader.list(node, "") { $0.expectation($1, at: $2) }
        }
    }
}

extension ScenarioReader {
    /// Parses the text and builds a value from it with `build`; throws the problems, if any.
    static func read<Value>(
        _ bytes: [UInt8], source: String, maximumBytes: Int = Scenario.maximumBytes,
        _ build: (inout ScenarioReader, JSONNode) -> Value?
    ) throws(ProblemList) -> Value {
        var reader = ScenarioReader(bytes: bytes, source: source)
        let node = reader.parse(maximumBytes: maximumBytes)
        let value = node.flatMap { build(&reader, $0) }
        if let list = reader.checker.sink.list { throw list }
        // Always so: if there is no value, the reader has reported why.
        guard let value else { preconditionFailure("a text without problems has a value") }
        return value
    }
}
