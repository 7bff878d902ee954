import OutletContract
import OutletWire

/// A fixed list of words that a key may have, and what such a word is called.
struct Vocabulary: Sendable {
    var noun: String
    var words: [String]
    /// The problem kind for words outside the list.
    var kind: ProblemKind
    /// Shown if the list is too long to show and no word is close.
    var hint: String?

    init(_ noun: String, _ words: [String], kind: ProblemKind = .unknownWord, hint: String? = nil) {
        self.noun = noun
        self.words = words
        self.kind = kind
        self.hint = hint
    }

    var article: String { "aeiou".contains(noun.first ?? " ") ? "an" : "a" }

    static let operations = Vocabulary(
        "operation", OperationSelector.words, kind: .unknownOperation,
        hint: "write an operation id such as createRental, `POST /v1/rentals`, "
            + "one of the groups \(Phrase.listed(Operation.Group.allCases.map(\.rawValue))), or `*`")
    static let errorCodes = Vocabulary(
        "error code", ErrorCode.allCases.map(\.wireName), kind: .unknownErrorCode,
        hint: "`gpuoutlet-mock errors` lists them")
    static let families = Vocabulary("GPU family", Family.allCases.map(\.rawValue), kind: .unknownFamily)
    static let clockModes = Vocabulary("clock mode", ScenarioClock.Mode.allCases.map(\.rawValue))
    static let clockWaits = Vocabulary("kind of seconds", ScenarioClock.Waits.allCases.map(\.rawValue))
    static let endings = Vocabulary("connection ending", Delivery.Ending.words)
    static let billing = Vocabulary("billing switch", ["enabled", "disabled"])
    static let oauthProviders = Vocabulary("sign-in provider", Given.OAuthProvider.allCases.map(\.rawValue))
    static let secondCard = Vocabulary("rule for a second card", Given.SecondCard.allCases.map(\.rawValue))
    static let provisioningEnds = Vocabulary("end of provisioning", Given.Provisioning.End.allCases.map(\.rawValue))
    static let rentalStatuses = Vocabulary("rental status", RentalStatus.allCases.map(\.rawValue))
    static let invoiceStatuses = Vocabulary("invoice status", InvoiceStatus.allCases.map(\.rawValue))
    static let invoiceReasons = Vocabulary("invoice reason", InvoiceReason.allCases.map(\.rawValue))
    static let providers = Vocabulary("provider", Provider.allCases.map(\.rawValue))
    static let regions = Vocabulary("region", Region.allCases.map(\.rawValue))
    static let verdicts = Vocabulary("verdict", VerdictName.allCases.map(\.rawValue))
    static let waitForms = Vocabulary("form of Retry-After", ["seconds", "date"])
    static let events = Vocabulary("event", OutsideEvent.allCases.map(\.rawValue))
    static let checkouts = Vocabulary("page", ["checkout"])
}
