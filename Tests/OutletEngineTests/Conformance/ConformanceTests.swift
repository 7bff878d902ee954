import OutletContract
import OutletWire
import Testing

@testable import OutletConformance
@testable import OutletEngine

@Suite("The contract's own suite")
struct ConformanceTests {
    @Test("this double conforms, and shows each operation's good answer and each code that a client can bring about")
    func conforms() {
        let report = Conformance.run(ConformanceSettings(), against: ServerUnderTest().server)
        #expect(!report.hasDrifted, Comment(rawValue: report.text))
        for operation in Operation.allCases {
            #expect(report.hasMet(.answered, of: operation), "\(operation)")
            for code in operation.row.ownErrors
            where code != .providerError && !(operation == .invoicePayUrl && code == .forbidden) {
                #expect(report.hasMet(.refused(code), of: operation), "\(operation) \(code)")
            }
        }
    }

    @Test("asked only to read, it sends nothing that could change anything")
    func readOnly() {
        var settings = ConformanceSettings()
        settings.isReadOnly = true
        settings.sid = "dev"
        var methods: Set<OutletWire.Method> = []
        let server = ServerUnderTest(EngineConfiguration()).server
        let watched = ConformanceServer(
            send: { (request) throws(ConformanceServer.NoAnswer) -> Response in
                methods.insert(request.method)
                return try server.send(request)
            }, pause: server.pause)
        let report = Conformance.run(settings, against: watched)
        #expect(methods == [.get, .head])
        #expect(!report.hasDrifted, Comment(rawValue: report.text))
        #expect(report.hasMet(.answered, of: .ledger) && !report.hasMet(.answered, of: .createKey))
        #expect(!report.omissions.isEmpty)
    }

    @Test("at a server that is not this double it asks under the session that it is given")
    func foreignServer() {
        var settings = ConformanceSettings()
        settings.sid = "dev"
        let report = Conformance.run(settings, against: ServerUnderTest(EngineConfiguration()).foreignServer)
        #expect(!report.hasDrifted, Comment(rawValue: report.text))
        #expect(report.hasMet(.refused(.duplicateKey), of: .createKey))
        #expect(!report.hasMet(.answered, of: .createRental))
    }

    @Test("a server that answers nothing drifts, and is left alone soon")
    func silence() {
        let report = Conformance.run(
            ConformanceSettings(),
            against: ConformanceServer(send: { (_) throws(ConformanceServer.NoAnswer) -> Response in
                throw ConformanceServer.NoAnswer("the connection ended")
            }))
        #expect(report.hasDrifted)
        #expect(report.findings.allSatisfy { $0.actual.contains("the connection ended") })
        #expect(report.requests < 10)
        #expect(report.omissions.contains { $0.contains("does not answer any more") })
    }

    @Test("a world is left as it was found")
    func leavesNothing() throws {
        let server = ServerUnderTest().server
        func state() throws -> [UInt8] { try server.send(Request(method: .get, target: "/__admin/state")).body }
        let before = try state()
        _ = Conformance.run(ConformanceSettings(), against: server)
        #expect(try state() == before)
    }

    @Test("every mutation of an answer is found out", arguments: Mutation.all)
    func mutation(_ mutation: Mutation) {
        var settings = ConformanceSettings()
        settings.endsAtFirstFinding = true
        let proxied = ServerUnderTest(mutation: mutation)
        let report = Conformance.run(settings, against: proxied.server)
        #expect(proxied.touched > 0, "it touched nothing")
        #expect(report.hasDrifted)
    }

    @Test("numbers that nobody can mean are drift, not the end of the suite", arguments: [Int.min, -1, Int.max])
    func extremes(_ extreme: Int) {
        let groups = [
            [], ["gpuCount"], ["pricePerHourCents"], ["reservedCents"], ["totalCents"], ["amountCents"],
            ["balanceAfterCents"], ["secondsBilled"], ["pricePerHourCents", "secondsBilled", "ratePerHour"],
        ]
        for names in groups {
            let server = ServerUnderTest().server
            let hostile = ConformanceServer(
                send: { (request) throws(ConformanceServer.NoAnswer) -> Response in
                    var response = try server.send(request)
                    guard request.target.hasPrefix("/v1/") else { return response }
                    if names.isEmpty {
                        for index in response.headers.indices
                        where response.headers[index].name.hasPrefix("X-RateLimit") {
                            response.headers[index].value = "\(extreme)"
                        }
                    } else if let body = try? JSON.parse(response.body) {
                        response.body = body.replacing(names, with: extreme).bytes
                    }
                    return response
                }, pause: server.pause)
            #expect(Conformance.run(ConformanceSettings(), against: hostile).hasDrifted, "\(names)")
        }
    }

    @Test("a wait that ends before it begins is not waited for", arguments: ["-1", "-9223372036854775808", "121"])
    func waits(seconds: String) {
        var settings = ConformanceSettings()
        settings.sid = "dev"
        let server = ServerUnderTest(EngineConfiguration()).foreignServer
        let hostile = ConformanceServer(
            send: { (request) throws(ConformanceServer.NoAnswer) -> Response in
                var response = try server.send(request)
                guard response.status == 429 else { return response }
                response.headers.removeAll { $0.name == "Retry-After" }
                response.headers.append(HeaderField("Retry-After", seconds))
                return response
            }, pause: { #expect((0...120).contains($0)) })
        _ = Conformance.run(settings, against: hostile)
    }
}
