import OutletContract
import OutletPages
import OutletScenarios
import OutletWire

/// The report as an HTML page: one file without scripts or external resources.
extension Exploration {
    /// - Parameter replay: how to reproduce a problem; nil if no files are written.
    package func html(replay: ReplayCommand? = nil) -> String {
        let matrix = Matrix(self)
        let title = "What the client makes of failures"
        return PageFrame.document(
            title, head: Exploration.headLines, look: ExplorationStyle.look,
            """
            <main>
            <h1>\(title)</h1>
            \(commandLine(replay))<p class="figures">\(figures)</p>
            \(baselineNotes)\(matrix.picture)\(problemSections(replay))<h2>What was tried</h2>
            <ul class="plain">
            \(summaryLines.map { line -> Markup in "<li>\(line)</li>\n" })</ul>
            <footer>\(Product.name) \(Product.version)</footer>
            </main>
            """)
    }

    private static let headLines: Markup = """
        <meta name="robots" content="noindex">
        <meta http-equiv="Content-Security-Policy" content="\(ExplorationStyle.look.policy())">

        """

    private func commandLine(_ replay: ReplayCommand?) -> Markup? {
        replay.map { "<p class=\"command\"><code>\($0.client.joined(separator: " "))</code></p>\n" }
    }

    private var figures: Markup {
        let unstable: Markup? = summary.unstable == 0 ? nil : "<span><b>\(summary.unstable)</b> unstable</span>\n"
        let look: Markup = summary.problems == 0 ? "good" : "bad"
        return """
            <span class="\(look)"><b>\(summary.problems)</b> \(summary.problems == 1 ? "problem" : "problems")</span>
            \(unstable)<span><b>\(summary.runs)</b> \(summary.runs == 1 ? "run" : "runs")</span>
            <span><b>\(summary.points)</b> \(summary.points == 1 ? "point" : "points")</span>
            <span><b>\(summary.took.secondsText)</b> s</span>
            """
    }

    private var baselineNotes: [Markup] {
        baselineVerdicts.map { verdict -> Markup in
            "<p class=\"note\">While all is well, <code>\(verdict.name.rawValue)</code> fails: \(verdict.message)</p>\n"
        }
    }

    private func problemSections(_ replay: ReplayCommand?) -> Markup? {
        guard !problems.isEmpty else { return nil }
        let sections = problems.map { problem -> Markup in
            let unstable: Markup? = problem.isStable ? nil : " <small>did not happen again</small>"
            return """
                <section class="problem" id="\(problem.name)">
                <h3><span class="mark \(problem.outcome.rawValue)">\(problem.outcome.sign)</span> \
                \(problem.title)\(unstable)</h3>
                <p>\(problem.message)</p>
                <dl>
                \(Exploration.facts(of: problem))</dl>
                \(Exploration.block(problem.output, "The last lines of its output"))\
                \(Exploration.block(problem.calls.conversation(problem.injections), "The calls of this run"))\
                \(replay.map { Exploration.again($0.line(for: problem)) })</section>

                """
        }
        return "<h2>\(problems.count == 1 ? "The problem" : "Problems")</h2>\n\(sections)"
    }

    private static func facts(of problem: Problem) -> [Markup] {
        let causes = problem.injections.enumerated().map { ($0.offset == 0 ? "when" : "and", $0.element.description) }
        let left = problem.left.map { ("left", $0.text) } + (problem.costText.map { [("costs", $0)] } ?? [])
        let rest =
            problem.verdicts.map { ("verdict", $0.rawValue) }
            + [("shows in", "\(Counted(problem.cells.count, "cell"))"), ("ended", problem.end.text)]
        return (causes + left + rest).map { name, text -> Markup in "<dt>\(name)</dt><dd>\(text)</dd>\n" }
    }

    private static func again(_ line: String) -> Markup { "<p>See it again:</p>\n<pre class=\"line\">\(line)</pre>\n" }

    private static func block(_ lines: [String], _ title: String) -> Markup? {
        guard !lines.isEmpty else { return nil }
        return """
            <details><summary>\(title)</summary><pre tabindex="0">\(lines.joined(separator: "\n"))</pre></details>

            """
    }
}
