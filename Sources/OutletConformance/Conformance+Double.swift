import OutletContract
import OutletWire

/// What the suite can do at this double beyond what any client can: move the clock, read the mail, be Stripe. At any
/// other server these say no, and the chapters that need them are left out.
extension Conformance {
    /// Finds out whether the server is this double, and whether its control plane lets us in.
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

    /// One control call; nil where it does not succeed. It is no question of the suite, and is not judged.
    mutating func control(_ method: Method, _ path: String, body: JSON? = nil) -> JSON? {
        var fields = body == nil ? [] : [HeaderField("Content-Type", "application/json")]
        if let token = settings.adminToken { fields.append(HeaderField("Authorization", "Bearer \(token)")) }
        let request = Request(method: method, target: "/__admin" + path, headers: fields, body: body?.bytes ?? [])
        guard !hasEnded, let response = try? server.send(request), response.status == 200 else { return nil }
        return try? JSON.parse(response.body)
    }

    /// Moves the clock, where there is one that can be moved.
    mutating func advance(seconds: Int) -> Bool {
        guard isDouble else { return false }
        return control(.post, "/clock/advance", body: ["by": .string("\(max(0, seconds))s")]) != nil
    }

    /// Whether the clock stands still while the suite asks, so that a second more or less can be told.
    mutating func clockStandsStill() -> Bool { control(.get, "/clock")?["mode"]?.string == "virtual" }

    /// The world's time where it can be asked for, else the machine's.
    mutating func worldTime() -> Instant {
        let text = isDouble ? control(.get, "/clock")?["now"]?.string : nil
        return text.flatMap { Instant(iso8601: $0) } ?? settings.now
    }

    /// The newest message to an address.
    mutating func mail(to email: String) -> JSON? {
        control(.get, "/outbox/latest?to=\(PercentCoding.encoded(email))")
    }

    /// Turns dials while the world runs.
    mutating func turn(_ dials: JSON) -> Bool { control(.patch, "/given", body: dials) != nil }

    /// Adds money as a customer would: a checkout that is paid.
    mutating func fund(cents: Int) -> Bool {
        guard
            let session = answer(to: Question(.checkout, body: ["amountCents": .integer(cents)]))?["sessionId"]?.string
        else { return false }
        return control(.post, "/checkout/\(session)", body: ["outcome": "paid"]) != nil
    }
}
