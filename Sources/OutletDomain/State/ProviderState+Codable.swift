import OutletContract

/// Codes a world's document member by member, in this order. `sessions` takes two members of the document.
extension ProviderState: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case seed, now, settings, catalogue, stock, accounts, sessions, sessionSweepCount, rentals, invoices, outbox
        case stripe, oauth, schedule, unplannedWallets, idCounters, brokenInvariant
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        seed = try members.decode(Int.self, forKey: .seed)
        now = try members.decode(Instant.self, forKey: .now)
        settings = try members.decode(Settings.self, forKey: .settings)
        catalogue = try members.decode(Catalogue.self, forKey: .catalogue)
        stock = try members.decode(Stock.self, forKey: .stock)
        accounts = try members.decode(Table<Account>.self, forKey: .accounts)
        sessions = Sessions(
            try members.decode(Table<Session>.self, forKey: .sessions),
            sweepCount: try members.decode(Int.self, forKey: .sessionSweepCount))
        rentals = try members.decode(Table<Rental>.self, forKey: .rentals)
        invoices = try members.decode(Invoices.self, forKey: .invoices)
        outbox = try members.decode(Outbox.self, forKey: .outbox)
        stripe = try members.decode(StripeSessions.self, forKey: .stripe)
        oauth = try members.decode(OAuthFlow.self, forKey: .oauth)
        schedule = try members.decode(Schedule.self, forKey: .schedule)
        unplannedWallets = try members.decodeIfPresent([UserID].self, forKey: .unplannedWallets)
        idCounters = try members.decode(IdCounters.self, forKey: .idCounters)
        brokenInvariant = try members.decodeIfPresent(Invariant.self, forKey: .brokenInvariant)
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(seed, forKey: .seed)
        try members.encode(now, forKey: .now)
        try members.encode(settings, forKey: .settings)
        try members.encode(catalogue, forKey: .catalogue)
        try members.encode(stock, forKey: .stock)
        try members.encode(accounts, forKey: .accounts)
        try members.encode(sessions.table, forKey: .sessions)
        try members.encode(sessions.sweepCount, forKey: .sessionSweepCount)
        try members.encode(rentals, forKey: .rentals)
        try members.encode(invoices, forKey: .invoices)
        try members.encode(outbox, forKey: .outbox)
        try members.encode(stripe, forKey: .stripe)
        try members.encode(oauth, forKey: .oauth)
        try members.encode(schedule, forKey: .schedule)
        try members.encodeIfPresent(unplannedWallets, forKey: .unplannedWallets)
        try members.encode(idCounters, forKey: .idCounters)
        try members.encodeIfPresent(brokenInvariant, forKey: .brokenInvariant)
    }
}
