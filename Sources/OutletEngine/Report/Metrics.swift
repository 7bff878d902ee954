import OutletContract

/// The counts of the whole server in the Prometheus text format, version 0.0.4. Labels are operation ids, codes and
/// fault ids; never a path or anything else that a client makes up.
struct Metrics {
    /// Over all worlds there ever were.
    var tally: Tally
    var worlds: Int
    var journalEntries: Int
    var journalBytes: Int
    var coverage: Coverage
    var version: String

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    var text: String {
        var page = Page()
        page.open("build_info", .gauge, "Which build this is; always 1")
        page.sample("build_info", [("version", version)], "1")
        addRequests(to: &page)
        addDeliveries(to: &page)
        addFaults(to: &page)
        addHistogram(to: &page)
        page.single("worlds", .gauge, "Worlds that there are now", worlds)
        page.single("journal_entries", .gauge, "Exchanges that all journals keep", journalEntries)
        page.single("journal_bytes", .gauge, "Bytes that all journals hold on to, nearly", journalBytes)
        page.single(
            "journal_evicted_total", .counter, "Exchanges that no journal keeps any more",
            tally.count { _ in true } - journalEntries)
        page.single("coverage_cells", .gauge, "Documented errors that a client can meet", coverage.total)
        page.single("coverage_cells_met", .gauge, "Documented errors that some client has met", coverage.met)
        return page.text
    }

    private func addRequests(to page: inout Page) {
        page.open("requests_total", .counter, "Exchanges by operation, status and error code")
        var counts: [[String]: Int] = [:]
        for (key, count) in tally.counts {
            let labels = [
                key.operation?.wireName ?? "none", key.status.map(String.init) ?? "none", key.error?.wireName ?? "none",
            ]
            counts[labels, default: 0] += count
        }
        for (labels, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            page.sample(
                "requests_total", [("operation", labels[0]), ("status", labels[1]), ("error", labels[2])], "\(count)")
        }
    }

    private func addDeliveries(to page: inout Page) {
        page.open("answers_total", .counter, "Answers that arrived whole, and that did not")
        for deliveryState in [Exchange.DeliveryState.delivered, .lost] {
            page.sample(
                "answers_total", [("delivery", deliveryState.rawValue)],
                "\(tally.count { $0.deliveryState == deliveryState })")
        }
        page.single(
            "answers_pending", .gauge, "Answers that wait, drip or hang now",
            tally.count { $0.deliveryState == .pending })
    }

    private func addFaults(to page: inout Page) {
        page.open("faults_fired_total", .counter, "How often each fault fired")
        for (id, count) in tally.fired.sorted(by: { $0.key < $1.key }) {
            page.sample("faults_fired_total", [("fault", id)], "\(count)")
        }
    }

    private func addHistogram(to page: inout Page) {
        let name = "request_duration_seconds"
        page.open(
            name, .histogram, "From a request to the end of its answer, lost ones too, without the double's own work")
        var below = 0
        for (bound, count) in zip(DelayHistogram.boundsMilliseconds, tally.waits.buckets) {
            below += count
            page.sample("\(name)_bucket", [("le", Page.seconds(bound))], "\(below)")
        }
        page.sample("\(name)_bucket", [("le", "+Inf")], "\(tally.waits.count)")
        page.sample("\(name)_sum", [], Page.seconds(tally.waits.sumMilliseconds))
        page.sample("\(name)_count", [], "\(tally.waits.count)")
    }

    /// Lines of the exposition format.
    private struct Page {
        enum Kind: String {
            case counter
            case gauge
            case histogram
        }

        private static let prefix = "gpuoutlet_mock_"
        private(set) var text = ""

        mutating func open(_ name: String, _ kind: Kind, _ help: String) {
            text += "# HELP \(Page.prefix)\(name) \(help)\n# TYPE \(Page.prefix)\(name) \(kind.rawValue)\n"
        }

        mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
            let list = labels.map { "\($0.name)=\"\(Page.escaped($0.value))\"" }.joined(separator: ",")
            text += "\(Page.prefix)\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
        }

        mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
            open(name, kind, help)
            sample(name, [], "\(value)")
        }

        static func seconds(_ milliseconds: Int) -> String { "\(Double(milliseconds) / 1000)" }

        private static func escaped(_ value: String) -> String {
            var escaped = ""
            for character in value.unicodeScalars {
                switch character {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.unicodeScalars.append(character)
                }
            }
            return escaped
        }
    }
}
