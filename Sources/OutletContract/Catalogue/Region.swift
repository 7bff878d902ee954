/// The location of a provider's GPUs; the raw value is the label that listings show.
package enum Region: String, CaseIterable, Hashable, Sendable, Codable {
    case usEast = "US-East"
    case usWest = "US-West"
    case frankfurt = "DE-Frankfurt"
    case amsterdam = "NL-Amsterdam"
    case tokyo = "JP-Tokyo"
    case singapore = "SG-Singapore"

    /// The ISO 3166 code of the country.
    package var countryCode: String {
        switch self {
        case .usEast, .usWest: "US"
        case .frankfurt: "DE"
        case .amsterdam: "NL"
        case .tokyo: "JP"
        case .singapore: "SG"
        }
    }

    /// The wider area that a request may name instead of a country.
    package var area: String {
        switch self {
        case .usEast, .usWest: "us"
        case .frankfurt, .amsterdam: "eu"
        case .tokyo, .singapore: "apac"
        }
    }

    /// Whether `filter`, a country code or an area, covers this region.
    package func matches(_ filter: String) -> Bool { filter == countryCode || filter == area }

    package static let areas = ["us", "eu", "apac"]

    /// Whether listings can be filtered by this word; a country need not have any.
    package static func isFilter(_ word: String) -> Bool {
        areas.contains(word) || (word.utf8.count == 2 && word.utf8.allSatisfy { (65...90).contains($0) })
    }

    /// Every word that a request may give as a pod's region: the country codes, then the areas.
    package static let filters: [String] = {
        var words: [String] = []
        for word in allCases.map(\.countryCode) + allCases.map(\.area) where !words.contains(word) {
            words.append(word)
        }
        return words
    }()
}
