import OutletContract
import OutletWire
import Testing

@testable import OutletEngine
@testable import OutletScenarios

/// Every number, duration, time and text that the tables bound, at its bounds and beyond: generated from the tables, so
/// that a new row is tried without a line written here.
@Suite("Values at the edges of every table")
struct EdgeTests {
    /// A place in a shape, with its way from the top.
    private struct FieldPosition {
        var path: [String]
        var field: Field
    }

    private static func positions(in shape: Shape, under path: [String] = []) -> [FieldPosition] {
        shape.fields.flatMap { field in
            let position = FieldPosition(path: path + [field.name], field: field)
            guard case .object(let inner) = field.type else { return [position] }
            return [position] + positions(in: inner, under: position.path)
        }
    }

    /// What an answer names as wrong.
    private static func faulted(_ reply: Reply) -> [String] { reply.json["details"]?.object?.keys ?? [] }

    private static func names(_ position: FieldPosition, _ reply: Reply) -> Bool {
        faulted(reply).contains(position.path.joined(separator: "."))
    }

    /// What a shape requires, and at a path the value: nothing else that may bear upon it.
    private static func body(of shape: Shape, _ path: ArraySlice<String>, _ value: JSON) -> JSON {
        var body = JSONObject()
        for field in shape.fields where !field.isOptional || field.name == path.first {
            guard field.name == path.first else {
                body[field.name] = field.example
                continue
            }
            if case .object(let inner) = field.type, path.count > 1 {
                body[field.name] = Self.body(of: inner, path.dropFirst(), value)
            } else {
                body[field.name] = value
            }
        }
        return .object(body)
    }

    /// Fields whose table leaves more to the call: which calls there are to wait for, which test cards.
    private static let judgedLater: Set = ["calls", "number"]

    // MARK: Operations

    @Test(
        "a field of a body takes what lies in its range, and names itself in a 400 beyond",
        arguments: Operation.allCases)
    func bodies(operation: Operation) throws {
        guard let shape = operation.bodyShape, operation != .stripeWebhook else { return }
        for position in Self.positions(in: shape) {
            for (values, isInside) in [
                (position.field.type.edges.inside, true), (position.field.type.edges.outside, false),
            ] {
                for value in values where isInside || !(value == .null && position.field.isNullable) {
                    var client = Client()
                    let body = Self.body(of: shape, position.path[...], value)
                    let reply = client.send(operation.method, operation.path, body)
                    let complaint: Comment = "\(operation) \(position.path) = \(value.text): \(reply.json.text)"
                    #expect(reply.status < 500, complaint)
                    // What depends on other things than the value names no field of it.
                    #expect(Self.names(position, reply) == !isInside || (isInside && reply.status != 400), complaint)
                    if !isInside { #expect(reply.status == 400, complaint) }
                    #expect(client.advance("30d").status == 200, complaint)
                }
            }
        }
    }

    @Test(
        "a fault that asks a number can be asked of any that JSON can write",
        arguments: [
            "\(Int.min)", "\(Int.max)", "1e30", "1e400", "8e0", "1e-\(Int.max.magnitude + 1)",
            "-1e-\(Int.max.magnitude + 1)",
            "0e-\(Int.max.magnitude + 1)", "1e\(Int.max)", "1e-\(Int.max)", "1e\(UInt64.max)", "1e-1152921504606846976",
            "0.\(String(repeating: "0", count: 400))1",
        ])
    func comparedNumbers(literal: String) throws {
        for wanted in ["8", "8.5", "'<500'", "'>=3'", "'3..5'"] {
            var client = try Client(
                scenario:
                    "{ why: 'w', faults: [{ on: 'createRental', when: { 'body.gpuCount': \(wanted) }, error: 'maintenance' }] }"
            )
            let reply = client.post("/v1/rentals", ["familyId": "h100-80gb", "gpuCount": .decimal(literal)])
            #expect([200, 400, 503].contains(reply.status), "\(literal): \(reply.json.text)")
        }
    }

    @Test(
        "a parameter of a query takes what lies in its range, and names itself in a 400 beyond",
        arguments: Operation.allCases)
    func queries(operation: Operation) throws {
        for position in Self.positions(in: operation.queryShape) {
            try Self.tryQuery(position) { query in
                var client = Client()
                return client.send(operation.method, operation.path + query)
            }
        }
    }

    // MARK: Control calls

    @Test("so does each parameter of a control call's query", arguments: ControlCall.allCases)
    func controlQueries(call: ControlCall) throws {
        for position in Self.positions(in: call.queryShape) {
            // `wait` cannot do without it.
            let needed = call.queryShape.fields.filter { !$0.isOptional && $0.name != position.field.name }
            let rest = needed.map { "&\($0.name)=\($0.example.string ?? $0.example.text)" }.joined()
            // What `calls` may say is the operation's own matter.
            try Self.tryQuery(position, onlyOutside: Self.judgedLater.contains(position.field.name)) { query in
                var client = Client()
                let reply = client.send(call.row.method, "/__admin" + call.row.path + query + rest)
                if case .held(let ticket, _) = reply.completion {
                    let expired = client.engine.expire(ticket, at: client.now)
                    return Reply(try #require(expired))
                }
                return reply
            }
        }
    }

    @Test("and each field of its body", arguments: ControlCall.allCases)
    func controlBodies(call: ControlCall) throws {
        guard let shape = call.bodyShape else { return }
        for position in Self.positions(in: shape) {
            for (values, isInside) in [
                (position.field.type.edges.inside, true), (position.field.type.edges.outside, false),
            ] {
                for value in values {
                    var client = Client()
                    let body = Self.body(of: shape, position.path[...], value)
                    let reply = client.send(call.row.method, "/__admin" + call.row.path, body)
                    let complaint: Comment = "\(call) \(position.path) = \(value.text): \(reply.json.text)"
                    #expect(reply.status < 500, complaint)
                    if !isInside { #expect(reply.status == 400 && Self.names(position, reply), complaint) }
                    // A time before the world's is in the clock's range, and refused by the world.
                    if isInside && position.field.name != "now" && !Self.judgedLater.contains(position.field.name) {
                        #expect(!Self.names(position, reply), complaint)
                    }
                    #expect(client.get("/v1/auth/me").status < 500, complaint)
                    #expect(client.advance("30d").status == 200, complaint)
                    #expect(client.get("/__admin/state").status == 200, complaint)
                }
            }
        }
    }

    private static func tryQuery(
        _ position: FieldPosition, onlyOutside: Bool = false, _ send: (String) throws -> Reply
    ) throws {
        var edges = position.field.type.edges
        if onlyOutside { edges.inside = [] }
        for (values, isInside) in [(edges.inside, true), (edges.outside, false)] {
            // Text has no null, and every number of a query is text first.
            for value in values where isInside || !Self.isLegalText(value, for: position.field.type) {
                let text = PercentCoding.encoded(value.string ?? value.text)
                let reply = try send("?\(position.field.name)=\(text)")
                let complaint: Comment = "\(position.field.name)=\(text): \(reply.status) \(reply.json.text)"
                #expect(reply.status < 500, complaint)
                #expect(names(position, reply) == !isInside || reply.status == 404, complaint)
                if !isInside { #expect(reply.status == 400, complaint) }
            }
        }
    }

    /// Whether a value is one of the type once a query has made text of it: `"1"` and 1 are the same there.
    private static func isLegalText(_ value: JSON, for type: FieldType) -> Bool {
        let shape = Shape([Field("x", type, "")])
        let pairs = [(name: "x", value: value.string ?? value.text)]
        return (try? shape.check(shape.object(fromQuery: pairs))) != nil
    }

    // MARK: Scenarios

    /// A key in a scenario, with a document in which it stands.
    private struct KeyPosition {
        var document: JSON
        var path: [String]
        var row: KeyRow
        /// As problems write it: `given.users[0].sid`.
        var text: String
    }

    private static let keyPositions: [KeyPosition] = {
        var positions: [KeyPosition] = []
        walk(.scenario, [], "", .object(JSONObject([("why", "edges")])), &positions)
        return positions
    }()

    private static func walk(
        _ table: KeyTable, _ path: [String], _ text: String, _ document: JSON, _ positions: inout [KeyPosition]
    ) {
        // An object that has what each needs.
        let needed = JSONObject(table.rows.filter(\.isRequired).map { ($0.name, $0.example) })
        let base = path.isEmpty ? document : document.setting(path, to: .object(needed))
        for row in table.rows where path.count < 6 {
            let position = path + [row.name]
            let name = KeyChecker.path(text, row.name)
            positions.append(KeyPosition(document: base, path: position, row: row, text: name))
            descend(row.shape, position, name, base, &positions)
        }
    }

    private static func descend(
        _ shape: KeyShape, _ path: [String], _ text: String, _ base: JSON, _ positions: inout [KeyPosition]
    ) {
        switch shape {
        case .object(let table): walk(table, path, text, base, &positions)
        case .list(let element):
            descend(element, path + ["0"], text + "[0]", base.setting(path, to: [nil]), &positions)
        case .either(let shapes): for shape in shapes { descend(shape, path, text, base, &positions) }
        case .wordMap(let vocabulary, let value):
            let row = KeyRow(vocabulary.words[0], value, "", example: nil)
            let position = path + [row.name]
            let document = base.setting(path, to: .object(JSONObject()))
            positions.append(
                KeyPosition(document: document, path: position, row: row, text: KeyChecker.path(text, row.name)))
        default: break
        }
    }

    @Test("each key of a scenario takes what lies in its range and is named beyond; whoever is taken can be lived in")
    func scenarios() throws {
        var (taken, lived) = (0, 0)
        for position in Self.keyPositions {
            let edges = position.row.shape.edges
            for (values, isInside) in [(edges.inside, true), (edges.outside, false)] {
                for value in values {
                    let document = position.document.setting(position.path, to: value)
                    let problems = Self.problems(of: document)
                    let isNamed = problems.contains {
                        $0.location.path == position.text && Self.kindsOfValue.contains($0.kind)
                    }
                    let complaint: Comment = "\(position.text) = \(value.text): \(problems.map(\.sentence))"
                    #expect(isNamed == !isInside, complaint)
                    taken += isInside ? 1 : 0
                    // A word is one of a list, and has no ends to go wrong at.
                    if case .word = position.row.shape { continue }
                    guard problems.isEmpty else { continue }
                    lived += 1
                    try Self.live(in: document, complaint)
                }
            }
        }
        #expect(taken > 200)
        #expect(lived > 50, "\(lived)")
    }

    /// What is wrong with a value for itself; other problems lie between it and its neighbours.
    private static let kindsOfValue: Set<ProblemKind> = [
        .wrongType, .outOfRange, .emptyList, .badForm, .badDuration, .badInstant, .unknownWord, .unknownOperation,
        .unknownErrorCode, .unknownFamily,
    ]

    private static func problems(of document: JSON) -> [Problem] {
        do {
            _ = try Scenario.read(document.bytes, source: "edges", defaultName: "edges")
            return []
        } catch {
            return error.problems
        }
    }

    private static func live(in document: JSON, _ complaint: Comment) throws {
        var client = try Client(scenario: document.text, configuration: EngineConfiguration())
        let steps: [(OutletWire.Method, String, JSON?)] = [
            (.get, "/v1/auth/me", nil), (.post, "/v1/rentals", Client.h100), (.get, "/v1/catalog/listings", nil),
            (.post, "/v1/billing/checkout", ["amountCents": 700]), (.get, "/v1/billing/invoices", nil),
            (.post, "/v1/auth/request-code", ["email": "ada@example.com"]),
            (.post, "/__admin/clock/advance", ["by": "2d"]), (.get, "/v1/rentals", nil),
            (.post, "/__admin/verify", nil), (.get, "/__admin/report", nil), (.get, "/__admin/state", nil),
        ]
        for (method, path, body) in steps {
            let reply = client.send(method, path, body)
            let isInjected = reply.header("X-Mock-Fault-Id") != nil
            #expect((reply.status < 500 || reply.status == 503 || isInjected), complaint)
        }
    }
}
