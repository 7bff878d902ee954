import Foundation
import OutletContract
import Testing

@testable import OutletScenarios

@Suite("The page of faults by example")
struct FaultsByExampleTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Sources/GPUOutletMock/GPUOutletMock.docc/FaultsByExample.md")

    @Test("shows faults that are read, each as it stands")
    func examples() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let blocks = text.components(separatedBy: "```json5\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(blocks.count > 15)
        for block in blocks {
            let fault = try Fault.read(Array(block.utf8), source: "FaultsByExample.md")
            #expect(!fault.effectSentence.isEmpty, "\(block)")
        }
    }

    @Test("names each event, with what narrows it down")
    func events() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        for event in OutsideEvent.allCases {
            let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("| `\(event.rawValue)` |") })
            #expect(row.hasSuffix("| \(event.narrowings.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |"))
        }
    }
}
