import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads what a world begins with.
    ///
    /// - Parameters:
    ///   - isWhole: whether missing keys mean the defaults; if not, they keep the current values.
    mutating func given(_ node: JSONNode, at path: String, isWhole: Bool = true) -> Given {
        var given = Given()
        if let users = node["users"] {
            given.users = list(users, KeyChecker.path(path, "users")) { $0.user($1, at: $2) }
            reportDuplicateUsers(users.elements ?? [], at: KeyChecker.path(path, "users"))
        }
        for member in node["stock"]?.members ?? [] {
            if let family = Family(rawValue: member.key) { given.stockGPUs[family] = member.node.whole }
        }
        if let listings = node["listings"] {
            given.listings = list(listings, KeyChecker.path(path, "listings")) { $0.listing($1, at: $2) }
        }
        given.isBillingEnabled = node["billing"]?.text.map { $0 == "enabled" }
        given.maintenance = node["maintenance"].map(maintenance)
        given.oauthProviders = node["oauth"]?.elements?.compactMap { $0.word(Given.OAuthProvider.self) }
        given.secondCard = node["secondCard"]?.word(Given.SecondCard.self)
        given.code = node["code"]?.text
        if let limits = node["limits"] { given.limits = self.limits(limits) }
        given.provisioning = node["provisioning"].map {
            provisioning($0, at: KeyChecker.path(path, "provisioning"), isWhole: isWhole)
        }
        given.webhookSecret = node["webhookSecret"]?.text
        given.appURL = node["appUrl"]?.text.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        return given
    }

    private func maintenance(_ node: JSONNode) -> Given.Maintenance {
        node.flag == false ? .off : .on(retryAfterSeconds: node["retryAfter"]?.whole)
    }

    private func limits(_ node: JSONNode) -> Given.LimitChanges {
        Given.LimitChanges(
            requestsPerMinute: node["requestsPerMinute"]?.whole, requestsPerHour: node["requestsPerHour"]?.whole,
            checkoutsPerHour: node["checkoutsPerHour"]?.whole, codeEvery: node["codeEvery"]?.span,
            codeAttempts: node["codeAttempts"]?.whole)
    }

    private mutating func provisioning(_ node: JSONNode, at path: String, isWhole: Bool) -> Given.Provisioning {
        let end = node["then"]?.word(Given.Provisioning.End.self)
        let ends = end ?? (isWhole ? .running : nil)
        if ends == .running || ends == .stuck, let error = node.member("error") {
            report(.misplacedKey, at: error, in: path, "`error` goes with `then: \"failed\"` or `then: \"crash\"`")
        }
        if let ends, ends != .crash, let after = node.member("after") {
            report(.misplacedKey, at: after, in: path, "`after` goes with `then: \"crash\"`")
        }
        return Given.Provisioning(
            takes: node["takes"]?.span, end: end, crashesAfter: node["after"]?.span, error: node["error"]?.text,
            location: location(node, path))
    }

    private mutating func listing(_ node: JSONNode, at path: String) -> Given.Listing? {
        let gpuCount = gpuCount(node, at: path)
        guard let family = node["family"]?.word(Family.self) else { return nil }
        let offers = family.row.offers
        let provider = node["providerCode"]?.word(Provider.self) ?? offers[0].provider
        let region =
            node["region"]?.word(Region.self) ?? offers.first { $0.provider == provider }?.region ?? offers[0].region
        return Given.Listing(
            family: family, gpuCount: gpuCount, provider: provider, region: region,
            pricePerHour: node["pricePerHourCents"]?.cents ?? family.row.pricePerHour * gpuCount,
            location: location(node, path))
    }

    private mutating func gpuCount(_ node: JSONNode, at path: String) -> Int {
        guard let countNode = node["gpuCount"], let count = countNode.whole else { return 1 }
        if !Limits.gpuCounts.contains(count), (1...8).contains(count) {
            let message = "\(count) is out of range; expected \(Phrase.listed(Limits.gpuCounts.map(String.init)))"
            report(.outOfRange, at: countNode, KeyChecker.path(path, "gpuCount"), message)
        }
        return count
    }
}

extension ScenarioReader {
    private mutating func user(_ node: JSONNode, at path: String) -> Given.User? {
        let cardOnFile = node["card"].map { card($0, at: KeyChecker.path(path, "card")) }
        let topup = node["autoTopup"].flatMap {
            autoTopup($0, hasCard: cardOnFile != nil, at: KeyChecker.path(path, "autoTopup"))
        }
        let keys = list(node["keys"], KeyChecker.path(path, "keys")) { $0.key($1, at: $2) }
        reportDuplicateKeys(node["keys"]?.elements ?? [], at: KeyChecker.path(path, "keys"))
        let rentals = list(node["rentals"], KeyChecker.path(path, "rentals")) { $0.rental($1, at: $2) }
        let invoices = list(node["invoices"], KeyChecker.path(path, "invoices")) { $0.invoice($1, at: $2) }
        guard let email = node["email"]?.text.flatMap(EmailAddress.init) else { return nil }
        return Given.User(
            email: email, sid: node["sid"]?.text, balance: node["balanceCents"]?.cents ?? .zero,
            card: cardOnFile, autoTopup: topup, keys: keys, rentals: rentals, invoices: invoices,
            location: location(node, path))
    }

    private mutating func card(_ node: JSONNode, at path: String) -> Given.Card {
        Given.Card(
            brand: node["brand"]?.text ?? "visa", last4: node["last4"]?.text ?? "4242",
            expMonth: node["expMonth"]?.whole ?? 12, expYear: node["expYear"]?.whole ?? 2030,
            declines: node["declines"]?.flag ?? false, location: location(node, path))
    }

    private mutating func autoTopup(_ node: JSONNode, hasCard: Bool, at path: String) -> Given.AutoTopup? {
        let isEnabled = node["enabled"]?.flag ?? true
        if isEnabled, !hasCard {
            report(.conflict, at: node, path, "auto top-up needs a card on file; give the user a `card`")
        }
        guard let threshold = node["thresholdCents"]?.cents, let amount = node["topupAmountCents"]?.cents else {
            return nil
        }
        return Given.AutoTopup(
            isEnabled: isEnabled, threshold: threshold, topupAmount: amount, location: location(node, path))
    }

    private mutating func key(_ node: JSONNode, at path: String) -> Given.Key? {
        guard let name = node["name"]?.text, let line = node["publicKey"]?.text else { return nil }
        return Given.Key(name: name, publicKey: line, location: location(node, path))
    }

    private mutating func rental(_ node: JSONNode, at path: String) -> Given.Rental? {
        let gpuCount = gpuCount(node, at: path)
        guard let family = node["familyId"]?.word(Family.self) else { return nil }
        return Given.Rental(
            family: family, gpuCount: gpuCount, status: node["status"]?.word(RentalStatus.self) ?? .running,
            age: node["age"]?.span ?? .zero, name: node["name"]?.text, location: location(node, path))
    }

    private mutating func invoice(_ node: JSONNode, at path: String) -> Given.Invoice? {
        guard let amount = node["amountCents"]?.cents else { return nil }
        return Given.Invoice(
            reason: node["reason"]?.word(InvoiceReason.self) ?? .manual, amount: amount,
            status: node["status"]?.word(InvoiceStatus.self) ?? .open, age: node["age"]?.span ?? .zero,
            location: location(node, path))
    }

    /// Reports a key that one user has twice, under any name.
    private mutating func reportDuplicateKeys(_ nodes: [JSONNode], at path: String) {
        var fingerprints: Set<String> = []
        for (index, node) in nodes.enumerated() {
            guard let line = node["publicKey"], let key = line.text.flatMap({ try? SSHPublicKey(line: $0) }) else {
                continue
            }
            if !fingerprints.insert(key.fingerprint).inserted {
                let message = "this user has that key above already: \(key.fingerprint)"
                report(.duplicateSSHKey, at: line, "\(path)[\(index)].publicKey", message)
            }
        }
    }

    /// Reports users with the same address or the same session id.
    private mutating func reportDuplicateUsers(_ nodes: [JSONNode], at path: String) {
        var emails: Set<String> = []
        var sids: Set<String> = []
        for (index, node) in nodes.enumerated() {
            if let email = node["email"], let address = email.text.flatMap(EmailAddress.init),
                !emails.insert(address.text).inserted
            {
                let message = "there is already a user \(TextForm.quoted(address.text)) above"
                report(.duplicateUser, at: email, "\(path)[\(index)].email", message)
            }
            if let sid = node["sid"], let text = sid.text, !sids.insert(text).inserted {
                let message = "another user above has the sid \(TextForm.quoted(text))"
                report(.duplicateUser, at: sid, "\(path)[\(index)].sid", message)
            }
        }
    }
}
