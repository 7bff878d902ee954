import OutletContract
import OutletWire

extension Scenario {
    /// The largest scenario file that is read.
    package static let maximumBytes = 4 << 20

    /// Reads a scenario file; throws all of its mistakes.
    ///
    /// - Parameter file: its path, for messages; the last part of it, without its ending, is the name of a scenario
    ///   that does not name itself.
    package static func read(_ bytes: [UInt8], file: String) throws(ProblemList) -> Scenario {
        try read(bytes, source: file, defaultName: defaultName(forFile: file))
    }

    /// Reads a document that comes from no file; `defaultName` serves where it does not name itself.
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
    /// Reads a single fault, as one posts it to a running server. What it cannot know, it does not judge: whether
    /// another fault shadows it or listens to its `goto`, and who the users are.
    ///
    /// - Parameter takenIDs: the ids of the faults that are there already.
    package static func read(
        _ bytes: [UInt8], source: String = "fault", takenIDs: Set<String> = []
    ) throws(ProblemList) -> Fault {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.postedFault(node, takenIDs: takenIDs)
        }
    }
}

extension Expectation {
    /// Reads a list of the form of `expect`, as a control call sends it.
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
    /// Parses the text, lets `build` make a value of it, and gives the value only where nothing is wrong.
    static func read<Value>(
        _ bytes: [UInt8], source: String, maximumBytes: Int = Scenario.maximumBytes,
        _ build: (inout ScenarioReader, JSONNode) -> Value?
    ) throws(ProblemList) -> Value {
        var reader = ScenarioReader(bytes: bytes, source: source)
        let node = reader.parse(maximumBytes: maximumBytes)
        let value = node.flatMap { build(&reader, $0) }
        if let list = reader.checker.sink.list { throw list }
        // Always so: what yields no value has reported why.
        guard let value else { preconditionFailure("a text without problems has a value") }
        return value
    }
}
