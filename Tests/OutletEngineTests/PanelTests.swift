import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("The control panel's page")
struct PanelTests {
    @Test(
        "The page is served with and without its last slash, asks nobody else for anything, and is open without token")
    func page() {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "s3cret"
        var client = Client(configuration: configuration)
        for path in ["/__admin/", "/__admin", "/@shop/__admin/"] {
            let page = client.get(path)
            #expect(page.status == 200)
            #expect(page.header("content-type") == "text/html; charset=utf-8")
            #expect(page.header("content-security-policy")?.contains("connect-src 'self'") == true)
            let text = String(decoding: page.response.body, as: UTF8.self)
            #expect(!text.contains("http://") && !text.contains("https://"))
        }
        #expect(client.get("/__admin/overview").error == "token_required")
    }

    @Test("The overview shows every wallet and the newest rentals first")
    func overview() {
        var client = Client()
        _ = client.post("/v1/rentals", Client.h100)
        client.advance("46s")
        _ = client.post("/v1/rentals", ["familyId": "b200", "gpuCount": 1])
        let overview = client.get("/__admin/overview").json
        #expect(overview["scenario"] == "healthy" && overview["phase"] == "start")
        let account = overview["accounts"]?.array?.first
        #expect(account?["email"] == "dev@example.com" && account?["reservedCents"] == 830)
        let rentals = overview["rentals"]?.array ?? []
        #expect(rentals.map { $0["familyId"] } == ["b200", "h100-80gb"])
        #expect(rentals.map { $0["status"] } == ["provisioning", "running"])
        #expect(rentals.first?["user"] == "dev@example.com")
    }

    @Test("The schema of scenario files is served")
    func schema() {
        var client = Client()
        #expect(client.get("/__admin/scenario.schema.json").json["$schema"]?.string?.contains("2020-12") == true)
    }
}
