import OutletWire

/// The form of a stand-in page, as a browser would fill it in.
struct PageForm {
    /// An input or a button.
    private struct Control {
        var type: String
        var name: String
        var value: String
    }

    /// Where the page came from, and where its form goes.
    let target: String
    private var inputs: [Control] = []
    private var buttons: [Control] = []

    /// Nil for a page without a button to press.
    init?(html: [UInt8], target: String) {
        self.target = target
        let text = String(decoding: html, as: UTF8.self)
        for tag in text.split(separator: "<") {
            let isButton = tag.hasPrefix("button")
            guard isButton || tag.hasPrefix("input"), let name = PageForm.attribute("name", of: tag) else { continue }
            let control = Control(
                type: PageForm.attribute("type", of: tag) ?? "", name: name,
                value: PageForm.attribute("value", of: tag) ?? "")
            if isButton { buttons.append(control) } else { inputs.append(control) }
        }
        if buttons.isEmpty { return nil }
    }

    /// What a press sends: hidden inputs, one of the choices, perhaps the ticks and texts, and the button.
    func press(_ draw: inout ValueDraw) -> String {
        var pairs: [(String, String)] = inputs.filter { $0.type == "hidden" }.map { ($0.name, $0.value) }
        if let choice = draw.pick(inputs.filter { $0.type == "radio" }) { pairs.append((choice.name, choice.value)) }
        for tick in inputs where tick.type == "checkbox" && draw.oneIn(2) { pairs.append((tick.name, tick.value)) }
        for text in inputs where text.type == "email" && draw.oneIn(3) {
            pairs.append((text.name, draw.pick(["ada@example.com", "", "no address"]) ?? ""))
        }
        if let button = draw.pick(buttons) { pairs.append((button.name, button.value)) }
        return pairs.map { "\(PercentCoding.encoded($0))=\(PercentCoding.encoded($1))" }.joined(separator: "&")
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }
}
