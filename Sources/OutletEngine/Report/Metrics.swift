import OutletContract
import OutletScenarios

/// The counts of the whole server in the Prometheus text format, version 0.0.4. Labels are operation ids, codes, fault
/// ids and phases, and world names if requested; never a path or anything else that a client chooses.
struct Metrics {
    /// One row for the whole server, or one for each requested world.
    var rows: [MetricsRow]
    var worlds: Int
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
        addStates(to: &page)
        addLeaks(to: &page)
        addJournals(to: &page)
        page.single("coverage_cells", .gauge, "Documented errors that a client can meet", coverage.total)
        page.single("coverage_cells_met", .gauge, "Documented errors that some client has met", coverage.met)
        return page.text
    }

    private func addRequests(to page: inout Page) {
        page.open("requests_total", .counter, "Exchanges by operation, status and error code")
        for row in rows {
            var counts: [[String]: Int] = [:]
            for (key, count) in row.tally.counts {
                let labels = [
                    key.operation?.wireName ?? "none", key.status.map(String.init) ?? "none",
                    key.error?.wireName ?? "none",
                ]
                counts[labels, default: 0] += count
            }
            for (labels, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                let named = [("operation", labels[0]), ("status", labels[1]), ("error", labels[2])]
                page.sample("requests_total", row.labels + named, "\(count)")
            }
        }
    }

    private func addDeliveries(to page: inout Page) {
        page.open("answers_total", .counter, "Answers that arrived whole, and that did not")
        for row in rows {
            for deliveryState in [Exchange.DeliveryState.delivered, .lost] {
                let count = row.tally.count { $0.deliveryState == deliveryState }
                page.sample("answers_total", row.labels + [("delivery", deliveryState.rawValue)], "\(count)")
            }
        }
        page.open("answers_pending", .gauge, "Answers that wait, drip or hang now")
        for row in rows {
            page.sample("answers_pending", row.labels, "\(row.tally.count { $0.deliveryState == .pending })")
        }
    }

    private func addFaults(to page: inout Page) {
        page.open("faults_fired_total", .counter, "How often each fault fired")
        for row in rows {
            for (id, count) in row.tally.fired.sorted(by: { $0.key < $1.key }) {
                page.sample("faults_fired_total", row.labels + [("fault", id)], "\(count)")
            }
        }
    }

    private func addHistogram(to page: inout Page) {
        let name = "request_duration_seconds"
        page.open(
            name, .histogram,
            "From a request to the end of its answer, of those that arrived; without the double's own work")
        for row in rows {
            var below = 0
            for (bound, count) in zip(DelayHistogram.boundsMilliseconds, row.tally.waits.buckets) {
                below += count
                page.sample("\(name)_bucket", row.labels + [("le", Page.seconds(bound))], "\(below)")
            }
            page.sample("\(name)_bucket", row.labels + [("le", "+Inf")], "\(row.tally.waits.count)")
            page.sample("\(name)_sum", row.labels, Page.seconds(row.tally.waits.sumMilliseconds))
            page.sample("\(name)_count", row.labels, "\(row.tally.waits.count)")
        }
    }

    /// A single world has one result for each verdict, so its zero samples are left out; the whole server has a sample
    /// for each result.
    private func addStates(to page: inout Page) {
        page.open("worlds_in_phase", .gauge, "Worlds by the phase of their scenario")
        for row in rows {
            for (phase, count) in row.phases.sorted(by: { $0.key < $1.key }) {
                page.sample("worlds_in_phase", row.labels + [("phase", phase)], "\(count)")
            }
        }
        page.open("verdicts", .gauge, "Worlds by how each verdict on their clients stands")
        for row in rows {
            for name in VerdictName.allCases {
                for result in [Verdict.Result.pass, .fail, .notExercised] {
                    let count = row.verdicts[name]?[result] ?? 0
                    guard count > 0 || row.world == nil else { continue }
                    let named = [("verdict", name.rawValue), ("result", result.rawValue)]
                    page.sample("verdicts", row.labels + named, "\(count)")
                }
            }
        }
    }

    private func addLeaks(to page: inout Page) {
        page.open("leaks", .gauge, "What clients have left behind until now")
        for row in rows {
            for kind in Leak.Kind.allCases {
                page.sample("leaks", row.labels + [("kind", kind.rawValue)], "\(row.leaks[kind] ?? 0)")
            }
        }
        page.open("leaked_dollars_per_hour", .gauge, "What the pods cost together that run or will run")
        for row in rows { page.sample("leaked_dollars_per_hour", row.labels, row.leakedPerHour.decimalText) }
    }

    private func addJournals(to page: inout Page) {
        page.open("journal_entries", .gauge, "Exchanges that all journals keep")
        for row in rows { page.sample("journal_entries", row.labels, "\(row.journalEntries)") }
        page.open("journal_bytes", .gauge, "Bytes that all journals hold on to, nearly")
        for row in rows { page.sample("journal_bytes", row.labels, "\(row.journalBytes)") }
        page.open("journal_evicted_total", .counter, "Exchanges that no journal keeps any more")
        for row in rows {
            page.sample("journal_evicted_total", row.labels, "\(row.tally.count { _ in true } - row.journalEntries)")
        }
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

extension MetricsRow {
    fileprivate var labels: [(name: String, value: String)] { world.map { [("world", $0)] } ?? [] }
}
