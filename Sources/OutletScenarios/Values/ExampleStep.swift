package import OutletContract
package import OutletWire

/// One step of the conversation that `check` replays to keep a scenario file correct.
package struct ExampleStep: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case send(Call)
        case advance(Span)
        /// Moves the scenario to a phase.
        case movePhase(String)
        /// Changes dials: the body of `PATCH given`.
        case turn(JSON)
        /// Triggers events: the body of `POST events`.
        case happen(JSON)
        /// Settles the latest checkout that is still open.
        case settleCheckout(CheckoutOutcome)
    }

    package enum CheckoutOutcome: String, CaseIterable, Sendable {
        case pay
        case decline
        case cancel
    }

    package struct Call: Hashable, Sendable {
        package var method: Method
        /// Path and query.
        package var target: String
        /// The address of the user who sends it; nil sends no session.
        package var user: EmailAddress?
        package var headers: [HeaderField]
        package var body: JSON?
        package var answers: Answer?
    }

    /// The expected answer; only what is given is compared.
    package struct Answer: Hashable, Sendable {
        package var status: Int?
        package var error: ErrorCode?
        package var headers: [HeaderField]
        /// Every member given here must be in the answer; lists are compared whole.
        package var body: JSON?
        /// How the connection should fail, if no whole answer is expected.
        package var connection: String?
        package var location: SourceLocation
    }

    package var action: Action
    package var location: SourceLocation
}
