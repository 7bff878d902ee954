import OutletWire

/// The matrix as an HTML table. Each cell has a sign, a colour and a title, so that each of them suffices alone.
extension Matrix {
    var picture: Markup? {
        guard !groups.isEmpty else { return nil }
        let hazards = groups.flatMap(\.hazards)
        let heads = groups.map { group -> Markup in
            "<th class=\"group\" scope=\"colgroup\" colspan=\"\(group.hazards.count)\">\(group.title)</th>\n"
        }
        let firsts = Set(groups.compactMap(\.hazards.first))
        let names = hazards.map { hazard -> Markup in
            "<th class=\"hazard\(Matrix.edge(hazard, firsts))\" scope=\"col\"><span>\(hazard.name)</span></th>\n"
        }
        let bodies = tables.map { table -> Markup in
            let chain: Markup? =
                table.chain.isEmpty
                ? nil
                : """
                <tr><th class="chain" scope="rowgroup" colspan="\(hazards.count + 1)">\
                <span>after \(table.chain.map(\.description).joined(separator: "; then "))</span></th></tr>

                """
            return "<tbody>\n\(chain)\(table.rows.map { Matrix.line($0, hazards, firsts) })</tbody>\n"
        }
        return """
            <h2>The matrix</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="The matrix">
            <table class="matrix">
            <thead>
            <tr><td></td>\(heads)</tr>
            <tr><td></td>\(names)</tr>
            </thead>
            \(bodies)</table>
            </div>
            \(legendMarkup)
            """
    }

    private static func line(_ row: Row, _ hazards: [Hazard], _ firsts: Set<Hazard>) -> Markup {
        let cells = hazards.map { hazard -> Markup in
            guard let mark = row.marks[hazard] else { return "<td class=\"none\(edge(hazard, firsts))\"></td>\n" }
            let look = mark.isUnstable ? "unstable" : mark.outcome.rawValue
            return "<td class=\"mark \(look)\(edge(hazard, firsts))\" title=\"\(mark.text)\">\(mark.sign)</td>\n"
        }
        return "<tr><th class=\"point\" scope=\"row\">\(row.point.description)</th>\n\(cells)</tr>\n"
    }

    /// The class that sets the first column of a group slightly apart.
    private static func edge(_ hazard: Hazard, _ firsts: Set<Hazard>) -> Markup? {
        firsts.contains(hazard) ? " edge" : nil
    }

    private var legendMarkup: Markup {
        let entries = legend.map { entry -> Markup in
            let look = entry.outcome?.rawValue ?? "unstable"
            return "<li><span class=\"mark \(look)\">\(entry.sign)</span> \(entry.title)</li>\n"
        }
        return "<ul class=\"legend\">\n\(entries)</ul>\n"
    }
}
