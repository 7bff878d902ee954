import OutletContract
import OutletPages
import OutletWire

/// The page about control calls.
extension ReferenceTopic {
    static var controlPage: ReferencePage {
        ReferencePage(
            title: "Control plane", summary: "The calls with which a test steers and questions the server.",
            blocks: [
                .paragraph(
                    "Paths stand under `/__admin` for the world `default`, and under `/@WORLD/__admin` for another. A "
                        + "call marked (server) is about the whole server, under either. A call marked (open) is "
                        + "answered without the admin token."),
                .heading("All calls", level: 1),
                .table(header: ["call", "what it does"], rows: ControlCall.allCases.map(row)),
                .heading("What calls take", level: 1),
            ] + ControlCall.allCases.flatMap(details))
    }

    private static func row(_ call: ControlCall) -> [String] {
        let marks = [call.row.isServerWide ? "server" : nil, call.row.isOpen ? "open" : nil].compactMap(\.self)
        let ending = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
        return ["`\(title(call))`", call.row.summary + ending]
    }

    private static func title(_ call: ControlCall) -> String { "\(call.row.method.name) \(call.row.path)" }

    /// What a call takes, if anything.
    private static func details(_ call: ControlCall) -> [ReferencePage.Block] {
        let query = call.queryShape.fields
        let body = call.bodyShape?.fields ?? []
        var blocks: [ReferencePage.Block] = []
        if !query.isEmpty { blocks += [.paragraph("In the query:"), .terms(query.map { term($0, isQuery: true) })] }
        if !body.isEmpty { blocks += [.paragraph("In the body:"), .terms(body.map { term($0, isQuery: false) })] }
        if let document = call.document {
            blocks += [
                .paragraph(
                    "In the body: \(document.what.prefix(1).lowercased() + document.what.dropFirst()). For example:"),
                .code([document.example.text]),
            ]
        }
        guard !blocks.isEmpty else { return [] }
        return [.heading(title(call), level: 2), .paragraph("\(call.row.summary).")] + blocks
    }

    private static func term(_ field: Field, isQuery: Bool) -> ReferencePage.Term {
        let value = field.example
        let example = isQuery ? "\(field.name)=\(value.string ?? value.text)" : "\"\(field.name)\": \(value.text)"
        return ReferencePage.Term(
            name: field.name, values: field.type.described + (field.isOptional ? "." : ". Required."),
            text: "\(field.summary).", example: example)
    }
}

extension FieldType {
    /// What a value may be, as the start of a sentence.
    fileprivate var described: String {
        switch self {
        case .boolean: "`true` or `false`"
        case .integer(let range?) where range.upperBound == Int.max: "A whole number, \(range.lowerBound) or more"
        case .integer(let range?): "A whole number from \(range.lowerBound) to \(range.upperBound)"
        case .integer(nil): "A whole number"
        case .count(let counts): FieldType.listed(counts.map { "`\($0)`" })
        case .number(_, let upTo): "A number above 0 and at most \(Int(exactly: upTo).map(String.init) ?? "\(upTo)")"
        case .dollars: "A number of dollars"
        case .text(let range?): "Text of \(range.lowerBound) to \(Counted(range.upperBound, "character"))"
        case .text(nil), .opaque, .cursor, .id: "Text"
        case .choice(let words), .reference(let words):
            words.count <= 8
                ? FieldType.listed(words.map { "`\($0)`" }) : "One of \(words.count) words, such as `\(words[0])`"
        case .email: "An address of the form user@host.tld"
        case .digits(let count): "\(Counted(count, "digit"))"
        case .instant: "A time such as `2026-06-07T08:00:00Z`"
        case .url: "A URL"
        case .duration(let limit): "A duration such as `10m`, at most `\(limit.durationText)`, or a number of seconds"
        case .region: "A country code"
        case .list(let element): "A list, each item: \(element.described)"
        case .object(let shape): "An object with " + shape.fields.map { "`\($0.name)`" }.joined(separator: ", ")
        }
    }
}
