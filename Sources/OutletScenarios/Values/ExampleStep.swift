package import OutletContract
package import OutletWire

/// One step of the conversation that `check` replays, so that a scenario file cannot rot.
package struct ExampleStep: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case send(Call)
        case advance(Span)
        /// What whoever leads a drill does: moves the scenario to a phase.
        case movePhase(String)
        /// Turns dials, as the control call does; the members of `given` that can be turned.
        case turn(JSON)
        /// Lets others do something, as the control call does.
        case happen(JSON)
        /// What becomes of the latest checkout that is still open.
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

    /// What the answer has to be; only what is said is compared.
    package struct Answer: Hashable, Sendable {
        package var status: Int?
        package var error: ErrorCode?
        package var headers: [HeaderField]
        /// Every member that stands here must stand in the answer; lists are compared whole.
        package var body: JSON?
        /// Set where no whole answer is expected.
        package var connection: String?
        package var location: SourceLocation
    }

    package var action: Action
    package var location: SourceLocation
}
