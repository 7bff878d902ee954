import OutletContract
import OutletEngine
import OutletWire

/// `errors [CODE]`
enum ErrorsCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        let codes = try invocation.operands.first.map { word throws(UsageError) in [try code(word)] }
        switch invocation.text(.format) {
        case "json": streams.print(json(codes).prettyText)
        case "markdown": streams.print(markdown(codes ?? ErrorCode.allCases))
        default: streams.print(codes.map { page($0[0], streams.terminal) } ?? table(streams.terminal))
        }
        return .ok
    }

    /// Returns a table with one row per code, to paste into a page.
    static func markdown(_ codes: [ErrorCode]) -> String {
        TextTable(
            header: ["HTTP", "code", "when", "a client should"],
            rows: codes.map { code in
                ["\(code.status)", "`\(code.wireName)`", code.row.when, advice(of: code)]
            }
        ).markdown
    }

    private static func code(_ word: String) throws(UsageError) -> ErrorCode {
        guard let code = ErrorCode.allCases.first(where: { $0.wireName == word }) else {
            throw .unknown("error code", word, among: ErrorCode.allCases.map(\.wireName), command: .errors)
        }
        return code
    }

    private static func json(_ codes: [ErrorCode]?) -> JSON {
        guard let code = codes?.first else { return ContractTables.errors }
        return .array(ContractTables.errors["errors"]?.array?.filter { $0["code"] == .string(code.wireName) } ?? [])
    }

    private static func table(_ terminal: Terminal) -> String {
        TextTable(
            header: ["HTTP", "CODE", "WHEN, AND WHAT A CLIENT SHOULD DO"],
            rows: ErrorCode.allCases.map { code in
                ["\(code.status)", code.wireName, "\(code.row.when); \(advice(of: code))"]
            }
        ).text(width: terminal.width ?? 100)
    }

    /// Returns a page about one code and how to provoke it.
    private static func page(_ code: ErrorCode, _ terminal: Terminal) -> String {
        let senders = Operation.sending(code).map(\.wireName)
        let name = code.wireName.map { $0 == "_" ? "-" : String($0) }.joined()
        return TextTable(
            header: ["\(code.wireName)", "HTTP \(code.status)"],
            rows: [
                ["when", code.row.when], ["client", advice(of: code)],
                ["message", code.message(retryAfterSeconds: code.row.retryAfterSeconds)],
                ["sent by", senders.joined(separator: ", ")],
                ["scenario", "/@\(name)/v1, or X-Mock-Fault: \(code.wireName)"],
            ]
        ).text(width: terminal.width ?? 100)
    }

    private static func advice(of code: ErrorCode) -> String {
        guard let seconds = code.row.retryAfterSeconds else { return code.row.advice.rawValue }
        return "\(code.row.advice.rawValue) (Retry-After: \(seconds))"
    }
}
