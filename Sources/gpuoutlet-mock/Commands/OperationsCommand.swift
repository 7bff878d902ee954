import OutletContract
import OutletEngine
import OutletWire

/// `operations`
enum OperationsCommand {
    static func run(_ invocation: Invocation, streams: Streams) -> ExitCode {
        switch invocation.text(.format) {
        case "json": streams.print(ContractTables.operations.prettyText)
        case "markdown": streams.print(markdown)
        default: streams.print(text(width: streams.terminal.width ?? 120))
        }
        return .ok
    }

    private static var markdown: String {
        TextTable(
            header: ["id", "method and path", "session", "own errors", "what it does"],
            rows: Operation.allCases.map { operation in
                [
                    "`\(operation.wireName)`", "`\(operation.method.name) \(operation.path)`",
                    operation.needsSession ? "yes" : "no",
                    operation.row.ownErrors.map { "`\($0.wireName)`" }.joined(separator: ", "),
                    operation.row.summary,
                ]
            }
        ).markdown
    }

    private static func text(width: Int) -> String {
        let table = TextTable(
            header: ["OPERATION", "METHOD", "PATH", "OWN ERRORS"],
            rows: Operation.allCases.map { operation in
                [
                    operation.wireName, operation.method.name, operation.path,
                    operation.row.ownErrors.map(\.wireName).joined(separator: ", "),
                ]
            }
        )
        return table.text(width: width) + "\n\n" + commonErrors(width: min(width, 100))
    }

    private static func commonErrors(width: Int) -> String {
        let common: [ErrorCode] = [.internalError, .maintenance, .unauthorized, .rateLimited, .forbidden]
        return common.map { code in
            let senders = Operation.sending(code)
            let strangers = Operation.allCases.filter { !senders.contains($0) }.map(\.wireName)
            if strangers.isEmpty { return "\(code.wireName) comes from all \(senders.count)." }
            return Paragraph.wrapped(
                "\(code.wireName) comes from \(senders.count), all but \(strangers.joined(separator: ", ")).",
                indent: 0, width: width)
        }.joined(separator: "\n")
    }
}
