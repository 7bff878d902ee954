import OutletConformance
import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `conform URL`
enum ConformCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        let url = try ServerURL.read(invocation.operands[0], for: .conform)
        let client = HTTPClient()
        do {
            _ = try client.send(Request(method: .get, target: Operation.me.path), to: url)
        } catch {
            streams.complain("\(Product.name): cannot reach \(url): \(error.message)".withoutControls)
            return .cannot
        }
        let report = Conformance.run(settings(of: invocation), against: server(at: url, client, streams))
        streams.print(invocation.text(.format) == "json" ? report.json.prettyText : report.text.withoutControls)
        if report.hasDrifted { streams.complain("\(Product.name): \(url) \(drift(report))") }
        return report.hasDrifted ? .drift : .ok
    }

    private static func settings(of invocation: Invocation) -> ConformanceSettings {
        let now = time(nil)
        var settings = ConformanceSettings()
        settings.sid = invocation.given(.session)
        settings.isReadOnly = invocation.isOn(.readOnly)
        settings.webhookSecret = invocation.given(.webhookSecret)
        settings.adminToken = invocation.given(.adminToken)
        settings.now = Instant(milliseconds: now * 1000)
        settings.label = String(now, radix: 36)
        return settings
    }

    private static func server(at url: ServerURL, _ client: HTTPClient, _ streams: Streams) -> ConformanceServer {
        ConformanceServer(
            send: { (request) throws(ConformanceServer.NoAnswer) -> Response in
                do throws(ClientError) {
                    return try client.send(request, to: url)
                } catch {
                    throw ConformanceServer.NoAnswer(error.message)
                }
            },
            pause: { seconds in
                streams.complain("\(Product.name): waiting \(seconds) s, as told, for the session's request budget")
                _ = sleep(UInt32(clamping: seconds))
            })
    }

    /// `drifts from the contract in listListings and balance`
    private static func drift(_ report: ConformanceReport) -> String {
        let names = report.driftedOperations.map { $0?.wireName ?? "what belongs to no operation" }
        let last = names.last ?? ""
        let list = names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + last : last
        return "drifts from the contract in \(list)"
    }
}
