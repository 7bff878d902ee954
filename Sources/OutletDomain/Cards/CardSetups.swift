import OutletContract

/// All attempts to put a card on file, in the order in which they began. Each is open, then succeeded or cancelled.
package struct CardSetups: Hashable, Sendable {
    private(set) var table = Table<CardSetup>()

    package var rows: Blocks<CardSetup> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> CardSetup { table[index] }

    func index(of id: String) -> Int? { table.index(of: id) }

    /// Returns the index of a setup, by its id or its whole client secret.
    func find(_ idOrSecret: String) -> Int? {
        index(of: idOrSecret) ?? rows.firstIndex { $0.clientSecret == idOrSecret }
    }

    /// Returns the index of a setup that is still open.
    func openIndex(of idOrSecret: String) throws(SettleProblem) -> Int {
        guard let index = find(idOrSecret) else { throw .unknown }
        guard self[index].status == .open else { throw .alreadySettled }
        return index
    }

    mutating func open(_ setup: CardSetup) { table.append(setup) }

    /// Ends a setup as the form does. A declined card leaves the setup open for another card, with the reason, as at
    /// Stripe.
    ///
    /// - Parameters:
    ///   - error: why a declined card is declined.
    mutating func settle(_ index: Int, _ outcome: SetupOutcome, error: CardError) {
        switch outcome {
        case .succeeded: succeed(index)
        case .declined: table[index].lastError = error
        case .cancelled: table[index].status = .cancelled
        }
    }

    /// Ends a setup that Stripe itself reports as succeeded.
    mutating func succeed(_ index: Int) {
        table[index].status = .succeeded
        table[index].lastError = nil
    }
}

extension CardSetups: Codable {
    /// Codes the bare table.
    package init(from decoder: any Decoder) throws { table = try Table(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try table.encode(to: encoder) }
}
