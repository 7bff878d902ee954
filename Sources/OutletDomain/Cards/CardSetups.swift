import OutletContract

/// All attempts to put a card on file, in the order in which they began. Each is open, then succeeded or cancelled.
package struct CardSetups: Hashable, Sendable {
    private(set) var table = Table<CardSetup>()

    package var rows: Blocks<CardSetup> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> CardSetup { table[index] }

    func index(of id: String) -> Int? { table.index(of: id) }

    /// Where a set-up stands, by its id or its whole client secret.
    func find(_ idOrSecret: String) -> Int? {
        index(of: idOrSecret) ?? rows.firstIndex { $0.clientSecret == idOrSecret }
    }

    /// Where a set-up stands that is still open.
    func openIndex(of idOrSecret: String) throws(SettleProblem) -> Int {
        guard let index = find(idOrSecret) else { throw .unknown }
        guard self[index].status == .open else { throw .alreadySettled }
        return index
    }

    mutating func open(_ setup: CardSetup) { table.append(setup) }

    /// Ends a set-up as the form does. A declined card leaves what Stripe leaves: the reason, and a set-up that waits for
    /// another card.
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

    /// Ends a set-up of which Stripe says itself that it went well.
    mutating func succeed(_ index: Int) {
        table[index].status = .succeeded
        table[index].lastError = nil
    }
}

extension CardSetups: Codable {
    /// As the bare table.
    package init(from decoder: any Decoder) throws { table = try Table(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try table.encode(to: encoder) }
}
