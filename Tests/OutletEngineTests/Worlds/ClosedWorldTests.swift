import OutletContract
import OutletDomain
import OutletWire
import Testing

@testable import OutletEngine

@Suite("A world that broke one of its own rules")
struct ClosedWorldTests {
    private func broken() -> Client {
        var client = Client()
        client.prefix = "/@hurt"
        _ = client.get("/v1/auth/me")
        if let index = client.engine.worlds.index(of: "hurt") {
            client.engine.worlds[index].domain.close(.ledgerSumsToTotal)
        }
        return client
    }

    @Test("It answers each call with 500 and says which rule, and standard error says so too")
    func answers() {
        var client = broken()
        for _ in 0..<2 {
            let reply = client.get("/v1/rentals")
            #expect(reply.status == 500)
            #expect(reply.error == "internal_error")
            #expect(reply.json["message"]?.string?.contains("a ledger sums to its wallet's total") == true)
            #expect(reply.header("X-Request-Id") != nil)
            let complaints = client.engine.takeComplaints()
            #expect(
                complaints.count == 1 && complaints.allSatisfy { $0.contains("'hurt'") && $0.contains("/v1/rentals") })
        }
        let advance = client.advance("1h")
        #expect(advance.status == 500)
        let complaints = client.engine.takeComplaints()
        #expect(complaints.count == 1 && complaints[0].contains("POST /@hurt/__admin/clock/advance"))
        #expect(client.get("/__admin/requests").status == 200)
    }

    @Test("Other worlds go on, and a reset starts it over")
    func others() {
        var client = broken()
        client.prefix = "/@well"
        #expect(client.get("/v1/rentals").status == 200)
        client.prefix = "/@hurt"
        #expect(client.post("/__admin/reset").status == 200)
        let reply = client.get("/v1/rentals")
        #expect(reply.status == 200)
        #expect(client.engine.takeComplaints().isEmpty)
    }
}
