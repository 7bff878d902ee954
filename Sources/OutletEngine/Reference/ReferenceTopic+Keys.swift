import OutletPages
import OutletScenarios
import OutletWire

/// The pages about the keys of scenario files.
extension ReferenceTopic {
    static var scenarioPage: ReferencePage {
        let elsewhere = Set(KeyTable.fault.withNested.map(\.name))
        let tables = KeyTable.scenario.withNested.filter { !elsewhere.contains($0.name) }
        return ReferencePage(
            title: "Scenario files", summary: "Every key of a scenario file, except those of a fault.",
            blocks: tables.flatMap { section($0, level: 1) })
    }

    static var faultPage: ReferencePage {
        let nested = KeyTable.fault.withNested.dropFirst()
        return ReferencePage(
            title: "Faults", summary: "Every key of a fault, and the header that breaks a single request.",
            blocks: order + header + KeyTable.faultParts.flatMap { section($0, level: 1) }
                + [.heading("Objects inside a fault", level: 1)] + nested.flatMap { section($0, level: 2) })
    }

    private static let order: [ReferencePage.Block] = [
        .heading("How faults are tried", level: 1),
        .paragraph(
            "For each call the server tries the faults from top to bottom; a fault that a control call adds goes first, and "
                + "one in the request's header before all others. The first fault that fires with an answer or a broken "
                + "connection decides the outcome. Delays of several faults add up."),
        .paragraph(
            "Faults below that one still count the call as a match, so `nth` and `times` do not depend on what stands "
                + "above. All faults of a call see the phase it arrived in."),
        .paragraph(
            "A fault that ends the connection `early` is tried when only the head of the request has come: before every "
                + "fault that asks the body, which such a call does not match."),
    ]

    private static let header: [ReferencePage.Block] = [
        .heading("The header X-Mock-Fault", level: 1),
        .paragraph(
            "One request alone breaks with a header: parts between semicolons. A part is an error code, `commit`, `force` "
                + "or `key=value`. No key may come twice."),
        .code([
            "X-Mock-Fault = part *( \";\" part )",
            "part         = error-code | \"commit\" | \"force\" | key \"=\" value",
            "key          = " + KeyTable.headerFault.rows.map { "\"\($0.name)\"" }.joined(separator: " | "),
        ]),
        .paragraph("Examples:"),
        .code(headerExamples.map { "X-Mock-Fault: \($0)" }),
        .paragraph(
            "`drip=100` is `drip: { bytesPerSecond: 100 }`, and `connection=truncateAt:100` is "
                + "`connection: { truncateAt: 100 }`. All other keys mean what they mean in a file, in their "
                + "short form. A header that cannot be read is refused with 400 `bad_mock_header` and the word that was probably meant."
        ),
    ]

    /// A test reads each of them.
    package static let headerExamples = [
        "rate_limited; retryAfter=7", "delay=2s", "provider_error; message=Try the other one", "connection=reset",
        "commit; connection=close", "connection=truncateAt:100", "drip=100", "forbidden; force",
    ]

    private static func section(_ table: KeyTable, level: Int) -> [ReferencePage.Block] {
        [
            .heading(table.name, level: level), .paragraph(table.summary),
            .terms(table.rows.map(ReferencePage.Term.init)),
        ]
    }
}

extension ReferencePage.Term {
    fileprivate init(_ row: KeyRow) {
        var values = row.values.prefix(1).uppercased() + row.values.dropFirst() + "."
        if row.isRequired { values += " Required." }
        if let defaultValue = row.defaultValue { values += " Default: `\(defaultValue.relaxedText)`." }
        self.init(
            name: row.name, values: values, text: row.summary, example: "\(row.name): \(row.example.relaxedText)")
    }
}
