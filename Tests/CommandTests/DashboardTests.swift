import OutletContract
import OutletEngine
import OutletWire
import Testing

/// What `docker/grafana` shows is what the server counts.
@Suite("The dashboard")
struct DashboardTests {
    private static let prefix = "gpuoutlet_mock_"

    /// The metrics that a server has which was asked once, with the labels of each.
    private static let metrics: [String: Set<String>] = {
        var engine = Engine()
        let now = HostTime(wall: Limits.virtualStart, monotonicNanoseconds: 0)
        func get(_ target: String) -> Response {
            let headers = [HeaderField("Host", "localhost"), HeaderField("X-Mock-Fault", "error=internal_error")]
            return engine.reply(to: Request(method: .get, target: target, headers: headers), at: now).response
        }
        _ = get("/v1/auth/me")
        var metrics: [String: Set<String>] = [:]
        for line in String(decoding: get("/__admin/metrics").body, as: UTF8.self).split(separator: "\n") {
            guard line.hasPrefix(prefix) else { continue }
            let name = line.prefix { $0 != "{" && $0 != " " }
            let labels = line.split(separator: "{").dropFirst().first?.split(separator: ",") ?? []
            metrics[String(name), default: []].formUnion(
                labels.compactMap { $0.split(separator: "=").first.map(String.init) })
        }
        return metrics
    }()

    private func expressions() throws -> [String] {
        let text = try Repository.text("docker/grafana/dashboard.json")
        let dashboard = try JSON.parse(Array(text.utf8))
        return (dashboard["panels"]?.array ?? []).flatMap { panel in
            (panel["targets"]?.array ?? []).compactMap { $0["expr"]?.string }
        }
    }

    @Test("asks for no metric and no label that the server does not have")
    func names() throws {
        let expressions = try expressions()
        #expect(expressions.count > 12)
        for expression in expressions {
            for piece in expression.split(separator: DashboardTests.prefix, omittingEmptySubsequences: false)
                .dropFirst()
            {
                let name = DashboardTests.prefix + piece.prefix { $0.isLetter || $0 == "_" }
                let known = try #require(DashboardTests.metrics[name], "\(name) of \(expression)")
                let selector = piece.drop { $0.isLetter || $0 == "_" }
                guard selector.first == "{" else { continue }
                for matcher in selector.dropFirst().prefix(while: { $0 != "}" }).split(separator: ",") {
                    let label = String(matcher.prefix { $0.isLetter })
                    #expect(label == "instance" || known.contains(label), "\(label) of \(name)")
                }
            }
        }
    }

    @Test("shows each metric that is counted, but for the parts of the histogram that its buckets tell")
    func complete() throws {
        let shown = try expressions().joined(separator: " ")
        let told = DashboardTests.metrics.keys.filter { !$0.hasSuffix("_sum") && !$0.hasSuffix("_count") }
        #expect(told.count > 14)
        for name in told { #expect(shown.contains(name), "\(name)") }
    }
}
