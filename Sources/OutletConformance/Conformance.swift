import OutletContract
import OutletWire

/// The contract's own suite: one conversation with a server that claims the contract, chapter by chapter.
///
/// It knows nothing of sockets and asks the server only what any client could: each operation's good answer, every
/// refusal that a client can bring about from outside, shapes, header fields, paging, and the sums that have to add up.
/// At this double it can also move the clock, read the mail and be Stripe, and so sees pods live and invoices fall due.
/// The chapters share what they learn: the session, the catalogue, the budget. A chapter that cannot go on says what it
/// left out; it never fails for want of a means.
package struct Conformance {
    let settings: ConformanceSettings
    let server: ConformanceServer
    var report = ConformanceReport()

    /// The session that questions are asked under.
    var sid: String?
    /// Whether the suite signed in by itself, and may sign out and spend.
    var isOwnSession = false
    /// Whether the server is this double, with a control plane that answers us.
    var isDouble = false
    /// The listings of the catalogue, all pages together.
    var catalogue: [JSON] = []
    /// What the last answer said about the request budget.
    var budget: Budget?
    /// How many questions in a row got no answer.
    var silences = 0
    /// What is being asked right now, for the report.
    var subject: (operation: Operation?, request: String) = (nil, "")

    /// Asks the server everything, in an order in which each chapter finds what it needs.
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
    /// A server that is gone is not asked hundreds of questions, each of which would wait for its time to run out.
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
