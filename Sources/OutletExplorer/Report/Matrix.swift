import OutletContract

/// The cells of a search as tables of points and hazards, for both the text and the HTML report.
struct Matrix: Hashable {
    /// The worst result of the runs of one cell.
    struct Mark: Hashable {
        var outcome: RunOutcome
        var isProblem: Bool
        /// A problem that did not happen again.
        var isUnstable: Bool
        /// What went wrong and how the client coped, in words.
        var text: String

        var sign: String { isUnstable ? Matrix.unstableSign : outcome.sign }
    }

    struct Row: Hashable {
        var point: Point
        var marks: [Hazard: Mark]
    }

    /// The rows of all runs that share their earlier failures.
    struct Table: Hashable {
        /// The earlier failures; empty for first failures.
        var chain: [Injection]
        var rows: [Row]
    }

    /// Hazards of one kind that occur in at least one cell.
    struct Group: Hashable {
        var title: String
        var hazards: [Hazard]
    }

    static let unstableSign = "?"
    static let unstableText = "a problem that did not happen again"

    let groups: [Group]
    let tables: [Table]

    init(_ exploration: Exploration) {
        let occurring = Set(exploration.cells.compactMap(\.injections.last?.hazard))
        groups = Matrix.groups(of: Hazard.all.filter(occurring.contains))
        tables = Matrix.tables(of: exploration)
    }

    var marks: [Mark] { tables.flatMap(\.rows).flatMap(\.marks.values) }

    /// The signs that occur, worst first, each with its meaning.
    var legend: [(sign: String, title: String, outcome: RunOutcome?)] {
        let marks = marks
        let outcomes = Set(marks.filter { !$0.isUnstable }.map(\.outcome)).sorted()
        let known = outcomes.map { (sign: $0.sign, title: "\($0.words): \($0.title)", outcome: Optional($0)) }
        let unstable = (sign: unstableSign, title: Matrix.unstableText, outcome: RunOutcome?.none)
        return known + (marks.contains(where: \.isUnstable) ? [unstable] : [])
    }

    private var unstableSign: String { Matrix.unstableSign }

    private static func groups(of hazards: [Hazard]) -> [Group] {
        hazards.reduce(into: []) { groups, hazard in
            if let index = groups.firstIndex(where: { $0.title == hazard.kind }) {
                groups[index].hazards.append(hazard)
            } else {
                groups.append(Group(title: hazard.kind, hazards: [hazard]))
            }
        }
    }

    /// Puts first failures first, and rows in the client's call order.
    private static func tables(of exploration: Exploration) -> [Table] {
        var chains: [[Injection]] = []
        var rows: [[Injection]: [Point: [Hazard: Mark]]] = [:]
        for cell in exploration.cells {
            guard let last = cell.injections.last else { continue }
            let chain = Array(cell.injections.dropLast())
            if rows[chain] == nil { chains.append(chain) }
            let mark = Mark(cell, isStrict: exploration.isStrict)
            let other = rows[chain]?[last.point]?[last.hazard]
            let worst = other.map { $0.outcome <= mark.outcome ? $0 : mark } ?? mark
            rows[chain, default: [:]][last.point, default: [:]][last.hazard] = worst
        }
        let order = exploration.baseline.enumerated().reduce(into: [Point: Int]()) { $0[$1.element] = $1.offset }
        func isBefore(_ a: Point, _ b: Point) -> Bool {
            let places = [a, b].map { order[$0] ?? Int.max }
            if places[0] != places[1] { return places[0] < places[1] }
            return (a.operation.ordinal, a.ordinal) < (b.operation.ordinal, b.ordinal)
        }
        return chains.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map {
            let points = rows[$0.element] ?? [:]
            let sorted = points.keys.sorted(by: isBefore)
            return Table(chain: $0.element, rows: sorted.map { Row(point: $0, marks: points[$0] ?? [:]) })
        }
    }
}

extension Matrix.Mark {
    fileprivate init(_ cell: Exploration.Cell, isStrict: Bool) {
        outcome = cell.judgement.outcome
        isUnstable = cell.isStable == false
        isProblem = cell.judgement.outcome.isProblem(isStrict: isStrict) && !isUnstable
        let causes = cell.injections.map(\.description).joined(separator: "; ")
        text = "\(causes). \(cell.judgement.outcome.words): \(cell.judgement.message)"
    }
}

extension Hazard {
    /// The kind of failure, used as the title of its columns.
    var kind: String {
        switch self {
        case .error: "one error"
        case .lastingError: "lasting error"
        case .lostAnswer: "lost answer"
        case .unreadableAnswer: "unreadable answer"
        case .slowAnswer: "slow answer"
        case .somebodyElse, .billingTurnedOff: "somebody else"
        }
    }
}

extension RunOutcome {
    /// Its name in words, such as `does it twice`.
    var words: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
}
