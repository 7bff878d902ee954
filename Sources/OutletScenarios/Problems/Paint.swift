/// Terminal colours, if they are on (ECMA-48 §8.3.117).
package struct Paint: Sendable {
    package var isOn: Bool

    package init(isOn: Bool) { self.isOn = isOn }

    package func bold(_ text: String) -> String { painted("1", text) }
    package func red(_ text: String) -> String { painted("1;31", text) }
    package func green(_ text: String) -> String { painted("32", text) }

    private func painted(_ code: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
