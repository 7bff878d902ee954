import OutletContract
import OutletEngine
import OutletWire

/// `errors`
enum ErrorsCommand {
    static func run(_ invocation: Invocation, streams: Streams) -> ExitCode {
        switch invocation.text(.format) {
        case "json": streams.print(ContractTables.errors.prettyText)
        case "markdown": streams.print(markdown)
        default: streams.print(text)
        }
        return .ok
    }

    /// One row for each code, to paste into a page.
    static var markdown: String {
        TextTable(
            header: ["HTTP", "code", "when", "a client should"],
            rows: ErrorCode.allCases.map { code in
                ["\(code.status)", "`\(code.wireName)`", code.row.when, advice(of: code)]
            }
        ).markdown
    }

    private static var text: String {
        TextTable(
            header: ["HTTP", "CODE", "WHEN, AND WHAT A CLIENT SHOULD DO"],
            rows: ErrorCode.allCases.map { code in
                ["\(code.status)", code.wireName, "\(code.row.when); \(advice(of: code))"]
            }
        ).text()
    }

    private static func advice(of code: ErrorCode) -> String {
        guard let seconds = code.row.retryAfterSeconds else { return code.row.advice.rawValue }
        return "\(code.row.advice.rawValue) (Retry-After: \(seconds))"
    }
}
