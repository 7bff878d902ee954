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
        case .host: "127.0.0.1"
        case .origin: "https://app.example"
        case .baseURL: "http://localhost:3000"
        case .token, .session, .variable: "word"
        case .duration: "30s"
        case .exitCodes: "3,128-255"
        }
    }

    /// The least and the greatest number of a kind that has numbers.
    static func bounds(_ value: OptionValue) -> [String] {
        switch value {
        case .integer(_, let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .factor(_, let most): ["\(Double.leastNonzeroMagnitude)", "\(most)"]
        default: []
        }
    }

    /// What no number of the kind is: the nearest beyond its bounds, and what no type holds.
    static func beyond(_ value: OptionValue) -> [String] {
        let never = ["\(Int.min)", "9223372036854775808", "1e19", "nan", "inf", "-inf", "-1", "x"]
        switch value {
        case .integer(_, let range):
            let nearest = [range.lowerBound - 1] + (range.upperBound == .max ? [] : [range.upperBound + 1, .max])
            return never + nearest.map(String.init)
        case .factor(_, let most): return never + ["0", "-0.0", "\(most.nextUp)", "\(Int.max)"]
        default: return []
        }
    }
}
