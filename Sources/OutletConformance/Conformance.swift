import OutletContract
import OutletWire

/// The conformance suite: asks a server that claims to implement the contract, chapter by chapter.
///
/// It knows nothing of sockets and sends only what any client could. It checks each operation's good answer, every
/// refusal that a client can provoke, shapes, header fields, paging and sums. At this double it can also advance the
/// clock, read the mail and act as Stripe, so it sees pods live and invoices fall due. The chapters share the session,
/// the catalogue and the budget. A chapter that cannot continue reports what it left out; it never fails for lack of
/// means.
package struct Conformance {
    let settings: ConformanceSettings
    let server: ConformanceServer
    var report = ConformanceReport()

    /// The session that questions use.
    var sid: String?
    /// Whether the suite signed in by itself, so that it may sign out and spend.
    var isOwnSession = false
    /// Whether the server is this double and its control plane accepts our calls.
    var isDouble = false
    /// The listings of all pages of the catalogue.
    var catalogue: [JSON] = []
    /// What the last answer said about the request budget.
    var budget: Budget?
    /// The number of consecutive questions without an answer.
    var silences = 0
    /// The current question, for the report.
    var subject: (operation: Operation?, request: String) = (nil, "")

    /// Runs all chapters, in an order in which each finds what it needs.
    package static func run(_ settings: ConformanceSettings, against server: ConformanceServer) -> ConformanceReport {
        var suite = Conformance(settings, server)
        suite.run()
        return suite.report
    }

    private init(_ settings: ConformanceSettings, _ server: ConformanceServer) {
        self.settings = settings
        self.server = server
        self.sid = settings.sid
    }

    var hasEnded: Bool {
        silences >= Conformance.mostSilences || (settings.endsAtFirstFinding && report.hasDrifted)
    }
    /// The limit after which the suite stops, because each question to a dead server would run into its timeout.
    private static let mostSilences = 6

    var mayWrite: Bool { !settings.isReadOnly }

    private mutating func run() {
        if mayWrite { meetDouble() }
        let found = isDouble ? control(.get, "/state") : nil
        askAroundHTTP()
        askUnsigned()
        askSignIn()
        askOAuth()
        askWebhook()
        if sid != nil {
            askSigned()
        } else {
            report.omit("Everything that needs a session: there is none; give one with --session")
        }
        if silences >= Conformance.mostSilences { report.omit("Everything else: the server does not answer any more") }
        if let found { _ = control(.put, "/state", body: found) }
    }

    private mutating func askSigned() {
        guard askMe() else {
            report.omit("Everything else that needs a session: the one given does not hold")
            return
        }
        askOAuthInPerson()
        askCatalogue()
        askFields()
        askKeys()
        askWallet()
        askRentals()
        askPodLife()
        askCard()
        askInvoices()
        askOrigins()
        askDials()
        askBudget()
        askSignOut()
    }
}
