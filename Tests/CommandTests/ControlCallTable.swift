import OutletContract
import OutletEngine
import OutletWire

@testable import gpuoutlet_mock

/// The README's table of control calls: a row for each noun, and one for all calls that only look at the server.
enum ControlCallTable {
    static var markdown: String {
        let looks = ControlCall.allCases.filter {
            $0.row.isServerWide && $0.row.method == .get && noun($0) == $0.row.path
        }
        let rest = ControlCall.allCases.filter { !looks.contains($0) }
        var nouns: [String] = []
        for call in rest where !nouns.contains(noun(call)) { nouns.append(noun(call)) }
        let rows = nouns.map { noun in rest.filter { self.noun($0) == noun } }
        return TextTable(
            header: ["call", "does"],
            rows: [
                [
                    "GET " + looks.map { "`\($0.row.path)`" }.joined(separator: " "),
                    "The server and the contract as data",
                ]
            ]
                + rows.map(row)
        ).markdown
    }

    private static func row(_ calls: [ControlCall]) -> [String] {
        let names = calls.map { "\($0.row.method.name) `\($0.row.path)`" }
        return [names.joined(separator: " · "), calls.map(\.row.summary).joined(separator: " · ")]
    }

    /// `/requests/{n}` is about `/requests`.
    private static func noun(_ call: ControlCall) -> String {
        "/" + (call.row.path.split(separator: "/").first.map(String.init) ?? "")
    }
}
