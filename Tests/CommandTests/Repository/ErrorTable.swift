import OutletContract

@testable import gpuoutlet_mock

/// The README's table of errors: one row for each status and what a client should do about it.
enum ErrorTable {
    static var markdown: String {
        var groups: [(head: Head, codes: [ErrorCode])] = []
        for code in ErrorCode.allCases {
            if let index = groups.firstIndex(where: { $0.head == Head(code) }) {
                groups[index].codes.append(code)
            } else {
                groups.append((Head(code), [code]))
            }
        }
        return TextTable(
            header: ["HTTP", "code, and when it is sent", "a client should"],
            rows: groups.map { group in
                let cells = group.codes.map { "`\($0.wireName)` \($0.row.when)" }
                return ["\(group.head.status)", cells.joined(separator: "<br>"), group.head.advice]
            }
        ).markdown
    }

    private struct Head: Hashable {
        var status: Int
        var advice: String

        init(_ code: ErrorCode) {
            status = code.status
            let wait = code.row.retryAfterSeconds.map { " (Retry-After: \($0))" } ?? ""
            advice = code.row.advice.rawValue + wait
        }
    }
}
