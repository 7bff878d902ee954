import OutletContract
import OutletPages
import OutletScenarios
import OutletWire

/// The report as a self-contained document: one file, no script, no external resources. It contains no times except
/// those of the worlds, so that the same report gives the same bytes.
extension Report {
    package var html: String {
        let names = worlds.map(\.scenario)
        let subject = names.isEmpty ? "no world" : Set(names).count == 1 ? names[0] : "\(worlds.count) worlds"
        return PageFrame.document(
            "\(outcome.word): \(subject) · gpuoutlet-mock report", head: "<meta name=\"robots\" content=\"noindex\">\n",
            look: ReportStyle.look,
            """
            <main>
            <h1>What the client made of \(subject)</h1>
            <p>\(Report.badge(outcome)) \(summary)</p>
            \(unreachedPart)\(worlds.enumerated().map { worldPart($0.element, "w\($0.offset + 1)") })\(furtherPart)
            <section><h2>Verdicts</h2>
            \(verdicts.map(Report.part))</section>
            \(leakPart)
            \(coveragePart)
            </main>
            """)
    }

    private var summary: String {
        let judged = verdicts.count { $0.result != .notExercised }
        var parts = ["\(failedVerdicts.count) of \(Counted(judged, "verdict")) failed"]
        if !drills.isEmpty {
            let passed = drills.count { $0.outcome == .pass }
            parts.append("\(passed) of \(Counted(drills.count, "drill")) passed")
        }
        parts.append("coverage \(coverage.percent) %")
        parts.append(leaks.isEmpty ? "nothing left behind" : "\(leaks.count) left behind")
        return parts.joined(separator: ", ") + "."
    }

    private var unreachedPart: Markup? {
        let sentences = unreached + unexpectedLeaks
        guard !sentences.isEmpty else { return nil }
        return "<ul class=\"fail\">\(sentences.map { line -> Markup in "<li>\(line)</li>\n" })</ul>\n"
    }

    private var furtherPart: Markup? {
        guard furtherWorlds > 0 else { return nil }
        return
            "<p class=\"soft\">\(Counted(furtherWorlds, "more world").description) in the sums, not shown one by one.</p>"
    }

    private static func badge(_ outcome: Outcome) -> Markup {
        let look: Markup = outcome == .pass ? "pass" : outcome == .fail ? "fail" : "open"
        return "<span class=\"verdict \(look)\">\(outcome == .pass ? "PASS" : outcome.word)</span>"
    }

    // MARK: A world

    private func worldPart(_ world: ReportedWorld, _ id: String) -> Markup {
        let facts = [
            ("scenario", world.scenario + (world.why.isEmpty ? "" : ": \(world.why)")), ("seed", "\(world.seed)"),
            ("clock", world.clock),
            ("time", "\(world.startedAt.iso8601) to \(world.now.iso8601), \(world.elapsed.spoken)"),
            ("phase at the end", world.phase), ("requests", "\(world.requests)"),
            ("gpuoutlet-mock", world.version),
        ]
        return """
            <section><h2>World <code>\(world.name)</code></h2>
            <dl>\(facts.map { fact -> Markup in "<dt>\(fact.0)</dt><dd>\(fact.1)</dd>\n" })</dl>
            \(figure(world, id))\(operationsPart(world))\(expectationsPart(world))</section>

            """
    }

    private func figure(_ world: ReportedWorld, _ id: String) -> Markup {
        let plot = TrafficPlot(world.traffic, title: "Traffic of the world \(world.name)", id: id)
        let clock = world.isWorldTime ? "the world's own clock" : "the machine's clock"
        let marks = world.traffic.marks.map { mark -> Markup in
            let since = max(.zero, mark.at - world.traffic.from)
            return
                "<li><span class=\"soft\">\(since.spoken), world at \(mark.worldTime.iso8601)</span> \(mark.text)</li>\n"
        }
        let list: Markup? =
            marks.isEmpty ? nil : "<h3>What was done to the world</h3>\n<ol>\(marks)</ol>\n"
        return """
            <figure>
            <h3>Traffic</h3>
            \(Report.key)
            <div class="scroll" tabindex="0">
            \(plot.svg)</div>
            <figcaption>From \(world.traffic.from.iso8601), by \(clock). \(plot.description)</figcaption>
            </figure>
            \(list)
            """
    }

    private static let key: Markup = """
        <ul class="key"><li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="granted" d="M0 0h8v8H0z"/></svg>below 400</li>
        <li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="refused" d="M0 0h8v8H0z"/></svg>4xx, above it</li>
        <li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="failed" d="M0 0h8v8H0z"/></svg>5xx, above that</li>
        <li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="lost" d="M.5.5h7v7h-7z"/></svg>lost, on top</li>
        <li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="median" d="M0 4h8"/></svg>half took at most</li>
        <li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="tail" d="M0 1h8M4 1v6"/></svg>95 of 100 took at most</li></ul>
        """

    private func operationsPart(_ world: ReportedWorld) -> Markup? {
        guard !world.operations.isEmpty else { return nil }
        let rows = world.operations.map { row -> Markup in
            let counts = [row.granted, row.refused, row.failed, row.lost].map {
                "<td class=\"number\">\($0)</td>" as Markup
            }
            return """
                <tr><td><code>\(row.operation.wireName)</code></td>\(counts)<td>\(row.budgetWords)</td>\
                <td>\(row.recoveryWords)</td></tr>

                """
        }
        return """
            <h3>Error budget and time to recovery</h3>
            <div class="scroll" tabindex="0"><table><thead><tr><th>operation</th><th class="number">below 400</th>\
            <th class="number">4xx</th><th class="number">5xx</th><th class="number">lost</th>\
            <th>logical calls: calls with their repeats</th><th>from the last failure to the next success</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    private func expectationsPart(_ world: ReportedWorld) -> Markup? {
        let unfinished = drills.first { $0.world == world.name && $0.scenario == world.scenario }?.unfinished
        guard !world.expectations.isEmpty || unfinished != nil else { return nil }
        let rows = world.expectations.map { result -> Markup in
            let actual: Markup? = result.actual.map { "<br><span class=\"soft\">\($0)</span>" }
            return "<tr><td>\(Report.badge(result.outcome))</td><td>\(result.expectation)\(actual)</td></tr>\n"
        }
        let open: Markup? = unfinished.map { "<tr><td>\(Report.badge(.inconclusive))</td><td>\($0)</td></tr>\n" }
        return "<h3>Expectations</h3>\n<table><tbody>\(rows)\(open)</tbody></table>\n"
    }

    // MARK: Verdicts, leaks, coverage

    private static let listedEvidence = 12

    private static func part(_ verdict: Verdict) -> Markup {
        let badge: Markup =
            switch verdict.result {
            case .pass: "<span class=\"verdict pass\">PASS</span>"
            case .fail: "<span class=\"verdict fail\">FAIL</span>"
            case .notExercised: "<span class=\"verdict soft\">not exercised</span>"
            }
        let all = verdict.evidenceLines
        let lines = all.prefix(listedEvidence).map { line -> Markup in "<li>\(line)</li>\n" }
        let rest: Markup? = all.count > lines.count ? "<li>and \(all.count - lines.count) more</li>\n" : nil
        let evidence: Markup? = verdict.result != .fail || lines.isEmpty ? nil : "<ul>\(Array(lines))\(rest)</ul>\n"
        return """
            <h3>\(badge) \(verdict.name.rawValue)</h3>
            <p>\(verdict.message)</p>
            \(evidence)
            """
    }

    private var leakPart: Markup {
        guard !leaks.isEmpty else { return "<section><h2>Left behind</h2>\n<p>Nothing.</p></section>" }
        let rows = leaks.prefix(40).map { leak -> Markup in
            """
            <tr><td>\(leak.kind.rawValue)</td><td><code>\(leak.id)</code></td><td>\(leak.user)</td>\
            <td><code>\(leak.world)</code></td>\
            <td class="number">\(leak.perHour > .zero ? leak.perHour.dollars : "–")</td></tr>

            """
        }
        let rest: Markup? = leaks.count > 40 ? "<p>And \(leaks.count - 40) more.</p>\n" : nil
        let cost: Markup? = leakedPerHour > .zero ? "<p>\(leakCost)</p>\n" : nil
        return """
            <section><h2>Left behind</h2>
            \(cost)<div class="scroll" tabindex="0"><table><thead><tr><th>what</th><th>id</th><th>whose</th><th>world</th>\
            <th class="number">an hour</th></tr></thead>
            <tbody>\(Array(rows))</tbody></table></div>
            \(rest)</section>
            """
    }

    /// What the leaks would cost if they were left there.
    var leakCost: String {
        "Together \(leakedPerHour.dollars) an hour: \((leakedPerHour * 24).dollars) a day, "
            + "\((leakedPerHour * 720).dollars) in 30 days."
    }

    private var coveragePart: Markup {
        let rows = coverage.cells.byOperation.map { operation, cells -> Markup in
            """
            <tr><td><code>\(operation?.wireName ?? "any operation")</code></td>\
            <td><ul class="cells">\(cells.map(Report.cell))</ul></td></tr>

            """
        }
        return """
            <section><h2>Errors met</h2>
            <p>Coverage \(coverage.percent) %: the client has met \(coverage.met) of \(coverage.total) documented errors. \
            ✓ it had a cause of its own, ◇ it was injected; what has no sign was never met.</p>
            <table><tbody>\(rows)</tbody></table></section>
            """
    }

    private static func cell(_ cell: Coverage.Cell) -> Markup {
        guard cell.isMet else { return "<li>\(cell.error.wireName)</li>\n" }
        let look: Markup = cell.natural > 0 ? "met" : "met forced"
        let natural: Markup? = cell.natural > 0 ? " ✓ \(cell.natural)" : nil
        let injected: Markup? = cell.injected > 0 ? " ◇ \(cell.injected)" : nil
        return "<li class=\"\(look)\">\(cell.error.wireName)\(natural)\(injected)</li>\n"
    }
}
