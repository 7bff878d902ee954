import OutletContract
import OutletWire

/// What the suite can do only at this double: advance the clock, read the mail, act as Stripe. At any other server
/// these calls fail, and the chapters that need them are left out.
extension Conformance {
    /// Finds out whether the server is this double and whether its control plane accepts our calls.
    mutating func meetDouble() {
        guard let version = control(.get, "/version"), version["name"]?.string == Product.name else {
            report.omit("Pods growing older, mail, payments and dials: the server is not this double")
            return
        }
        isDouble = control(.get, "/clock") != nil
        if !isDouble {
            report.omit("Pods growing older, mail, payments and dials: the control plane wants --admin-token")
        }
    }

    /// Makes a control call, which the suite does not judge. Returns nil if it fails.
    mutating func control(_ method: Method, _ path: String, body: JSON? = nil) -> JSON? {
        var fields = body == nil ? [] : [HeaderField("Content-Type", "application/json")]
        if let token = settings.adminToken { fields.append(HeaderField("Authorization", "Bearer \(token)")) }
        let request = Request(method: method, target: "/__admin" + path, headers: fields, body: body?.bytes ?? [])
        guard !hasEnded, let response = try? server.send(request), response.status == 200 else { return nil }
        return try? JSON.parse(response.body)
    }

    /// Advances the clock. Returns false if the server's clock cannot be advanced.
    mutating func advance(seconds: Int) -> Bool {
        guard isDouble else { return false }
        return control(.post, "/clock/advance", body: ["by": .string("\(max(0, seconds))s")]) != nil
    }

    /// Whether the clock stands still while the suite asks, so that times can be checked to the second.
    mutating func clockStandsStill() -> Bool { control(.get, "/clock")?["mode"]?.string == "virtual" }

    /// The world's time if the server tells it, else the machine's.
    mutating func worldTime() -> Instant {
        let text = isDouble ? control(.get, "/clock")?["now"]?.string : nil
        return text.flatMap { Instant(iso8601: $0) } ?? settings.now
    }

    /// The newest message to an address.
    mutating func mail(to email: String) -> JSON? {
        control(.get, "/outbox/latest?to=\(PercentCoding.encoded(email))")
    }

    /// Sets dials while the world runs.
    mutating func turn(_ dials: JSON) -> Bool { control(.patch, "/given", body: dials) != nil }

    /// Adds money as a customer would, by a paid checkout.
    mutating func fund(cents: Int) -> Bool {
        guard
            let session = answer(to: Question(.checkout, body: ["amountCents": .integer(cents)]))?["sessionId"]?.string
        else { return false }
        return control(.post, "/checkout/\(session)", body: ["outcome": "paid"]) != nil
    }
}
