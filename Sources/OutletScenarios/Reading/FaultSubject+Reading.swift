import OutletContract

extension FaultSubject {
    /// Reads a key of `when`, or the value of `per`.
    init?(_ key: String) {
        if let plain = FaultSubject.plain[key] {
            self = plain
            return
        }
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, !parts.contains("") else { return nil }
        let name = String(key.drop { $0 != "." }.dropFirst())
        switch parts[0] {
        case "body": self = .body(Array(parts.dropFirst()))
        case "query": self = .query(name)
        case "header" where name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }): self = .header(name.lowercased())
        case "path": self = .path(name)
        default: return nil
        }
    }

    /// The key as written.
    package var key: String {
        switch self {
        case .user: "user"
        case .session: "session"
        case .connection: "connection"
        case .body(let names): (["body"] + names).joined(separator: ".")
        case .query(let name): "query." + name
        case .header(let name): "header." + name
        case .path(let name): "path." + name
        case .world(let fact): "world." + fact.rawValue
        case .stock(let family): "world.stock." + family.rawValue
        case .rental(let fact): "rental." + fact.rawValue
        }
    }

    /// Whether it asks about the world at the moment of the call.
    var isFact: Bool { needs.contains(.facts) }

    /// Whether only `per` can name it.
    var isCounterOnly: Bool { self == .session || self == .connection }

    /// The keys that are fixed words.
    private static let plain: [String: FaultSubject] = {
        var subjects: [FaultSubject] = [.user, .session, .connection]
        subjects += WorldFact.allCases.map(FaultSubject.world)
        subjects += Family.allCases.map(FaultSubject.stock)
        subjects += RentalFact.allCases.map(FaultSubject.rental)
        return Dictionary(uniqueKeysWithValues: subjects.map { ($0.key, $0) })
    }()

    /// The fixed keys that ask about the world; `per` does not take them.
    static let factKeys = plain.filter { $0.value.isFact }.keys.sorted()

    /// The subject that `key` probably means in text of this form; nil for forms without subjects.
    static func nearest(to key: String, in form: TextForm) -> String? {
        let words: [String]
        switch form {
        case .conditionKey: words = ["user"] + factKeys
        case .requestKey: words = ["user"]
        case .countedSubject: words = ["user", "session", "connection"]
        default: return nil
        }
        let heads = ["body", "query", "header", "path"]
        guard let dot = key.firstIndex(of: ".") else {
            return Spelling.nearest(to: key, among: words.filter { !$0.contains(".") })
                ?? (heads.contains(key) ? nil : "body." + key)
        }
        if let word = Spelling.nearest(to: key, among: words) { return word }
        return Spelling.nearest(to: String(key[..<dot]), among: heads).map { $0 + key[dot...] }
    }
}
