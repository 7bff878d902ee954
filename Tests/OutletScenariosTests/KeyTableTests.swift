import OutletWire
import Testing

@testable import OutletScenarios

@Suite("The table of keys")
struct KeyTableTests {
    static let tables: [KeyTable] = [
        .scenario, .clock, .given, .user, .card, .autoTopup, .key, .rental, .invoice, .listing, .maintenance, .limits,
        .provisioning, .dials, .event, .fault, .connection, .respond, .answerChange, .delay, .chanceRamp, .drip,
        .timelineStep, .expectation, .exampleStep, .exampleAnswer,
    ]

    @Test("gives every key a description and an example that it takes itself", arguments: tables.indices)
    func rows(index: Int) throws {
        for row in Self.tables[index].rows {
            #expect(row.summary.hasSuffix("."), "\(row.name)")
            #expect(row.summary.count > 5, "\(row.name)")
            for value in [row.example, row.defaultValue].compactMap({ $0 }) {
                let bytes = value.bytes
                var checker = KeyChecker(sink: ProblemSink(source: row.name, bytes: bytes))
                checker.check(try JSONNode.parse(bytes), row.shape, at: row.name)
                #expect(checker.sink.list?.text() == nil)
            }
        }
    }

    @Test("becomes a JSON Schema of draft 2020-12 with every key described")
    func schema() throws {
        let schema = ScenarioSchema.document
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        let definitions = try #require(schema["$defs"]?.object)
        #expect(Set(definitions.keys) == Set(Self.tables.dropFirst().map(\.name)))
        for table in Self.tables {
            let object = table.name == "scenario" ? schema : definitions[table.name]
            let properties = try #require(object?["properties"]?.object)
            #expect(properties.keys == table.rows.map(\.name))
            #expect(properties.members.allSatisfy { $0.1["description"]?.string?.isEmpty == false })
            #expect(object?["additionalProperties"] == false)
        }
        #expect(definitions["fault"]?["required"] == ["on"])
        #expect(definitions["fault"]?["properties"]?["chance"]?["anyOf"]?.array?.first?["maximum"]?.double == 1)
        #expect(definitions["drip"]?["properties"]?["bytesPerSecond"]?["minimum"] == 1)
        #expect(try JSON.parse(schema.bytes) == schema)
    }
}
