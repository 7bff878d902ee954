@testable import gpuoutlet_mock

/// A legal word for each kind of value.
enum OptionValueSample {
    static func of(_ value: OptionValue) -> String {
        switch value {
        case .onOff: "true"
        case .text, .path: "word"
        case .integer(_, let range): "\(range.lowerBound)"
        case .factor: "2.5"
        case .choice(let words): words[words.count - 1]
        case .clock: "2026-06-07T08:00:00Z"
        }
    }
}
