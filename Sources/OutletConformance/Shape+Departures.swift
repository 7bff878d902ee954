import OutletContract
import OutletWire

/// Checks an answer against its shape: no field missing or extra, every value of its kind and in its range.
extension Shape {
    func departures(of json: JSON, at path: String = "") -> [Departure] {
        guard let object = json.object else {
            return [Departure(path: path.isEmpty ? "the body" : path, expected: "an object", actual: json.kind)]
        }
        let prefix = path.isEmpty ? "" : path + "."
        var departures: [Departure] = []
        for field in fields {
            let fieldPath = prefix + field.name
            switch object[field.name] {
            case nil where field.isOptional: break
            case nil: departures.append(Departure(path: fieldPath, expected: "to be there", actual: "it is missing"))
            case .null? where field.isNullable: break
            case let value?: departures += field.type.departures(of: value, at: fieldPath)
            }
        }
        guard !isOpen else { return departures }
        return departures
            + object.keys.filter { self[$0] == nil }.map {
                Departure(path: prefix + $0, expected: "not to be there", actual: "it is there")
            }
    }
}

extension FieldType {
    fileprivate func departures(of value: JSON, at path: String) -> [Departure] {
        if let wanted = mismatch(with: value) {
            return [Departure(path: path, expected: wanted, actual: "\(value.kind): \(value.text.prefix(60))")]
        }
        switch self {
        case .object(let shape): return shape.departures(of: value, at: path)
        case .list(let element):
            return (value.array ?? []).enumerated().flatMap { index, item in
                element.departures(of: item, at: "\(path).\(index)")
            }
        default:
            guard let wanted = formProblem(of: value) ?? rangeProblem(of: value) else { return [] }
            return [Departure(path: path, expected: wanted, actual: String(value.text.prefix(60)))]
        }
    }

    /// What is wrong with the form of an id, link or time. These rules apply to answers only.
    private func formProblem(of value: JSON) -> String? {
        let text = value.string ?? ""
        return switch self {
        case .id(let kind): kind.matches(text) ? nil : "an id of the form \(kind.example)"
        case .url: text.hasPrefix("http://") || text.hasPrefix("https://") ? nil : "an absolute link"
        case .instant: text.utf8.count == 20 ? nil : "whole seconds and Z, such as \(Limits.virtualStart.iso8601)"
        case .opaque: text.isEmpty ? "a text that is not empty" : nil
        case .reference(let words): words.contains(text) ? nil : "one of \(FieldType.listed(words))"
        case .email: EmailAddress(text)?.text == text ? nil : "an address in lower case"
        default: nil
        }
    }
}
