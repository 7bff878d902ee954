/// What can be wrong with a scenario. Each kind has a golden file in the tests.
package enum ProblemKind: String, CaseIterable, Hashable, Sendable {
    /// The text is not JSON.
    case syntax
    case unknownKey = "unknown_key"
    case missingKey = "missing_key"
    case wrongType = "wrong_type"
    case outOfRange = "out_of_range"
    case emptyList = "empty_list"
    /// Text of the wrong form: an id, a header name, a URL.
    case badForm = "bad_form"
    case badDuration = "bad_duration"
    case badInstant = "bad_instant"
    case badAddress = "bad_address"
    case badPublicKey = "bad_public_key"
    /// A word outside a fixed list.
    case unknownWord = "unknown_word"
    case unknownOperation = "unknown_operation"
    case unknownErrorCode = "unknown_error_code"
    case unknownFamily = "unknown_family"
    case unknownUser = "unknown_user"
    case unknownCondition = "unknown_condition"
    case reservedName = "reserved_name"
    case duplicateUser = "duplicate_user"
    case duplicateSSHKey = "duplicate_ssh_key"
    /// Keys that contradict each other, or of which only one is allowed.
    case conflict
    /// A key that has no effect in this place.
    case misplacedKey = "misplaced_key"
    case noEffect = "no_effect"
    /// None of the fault's operations can send its error.
    case cannotSend = "cannot_send"
    case neverFires = "never_fires"
    case emptyWindow = "empty_window"
    case shadowed
    /// No fault listens to the phase that a `goto`, the timeline or the example leads to.
    case unheardPhase = "unheard_phase"
    /// Nothing leads to the phase that an expectation is about.
    case unreachedPhase = "unreached_phase"
    /// An expectation that holds whatever the client does.
    case alwaysHolds = "always_holds"
    case duplicateID = "duplicate_id"
    case needsID = "needs_id"
}
