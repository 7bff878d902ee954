import OutletScenarios
import Testing

@Suite("Control characters in scenario files")
struct ControlCharacterTests {
    @Test("What is shown of a text has none but line breaks and tabs")
    func shown() {
        let text = "a\u{1B}[2Jb\r\n\tc\u{7F}\u{9B}d é"
        #expect(text.withoutControls == "a\\u{1B}[2Jb\\u{D}\n\tc\\u{7F}\\u{9B}d é")
        #expect("plain\n".withoutControls == "plain\n")
    }

    @Test("The line of a mistake is shown without them, its caret in place")
    func excerpt() throws {
        let text = "{ \"why\": \"x\u{1B}[2J\" }"
        do {
            _ = try Scenario.read(Array(text.utf8), file: "test.json")
            Issue.record("a raw control character in a string is refused")
        } catch {
            let shown = error.text()
            #expect(!shown.unicodeScalars.contains("\u{1B}"))
            #expect(shown.contains("x?[2J"))
        }
    }
}
