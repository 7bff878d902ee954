import Testing

@testable import gpuoutlet_mock

@Suite("The address of a server")
struct ServerURLTests {
    @Test(
        "an address is read with its port, its world and its brackets",
        arguments: [
            ("http://localhost:4429", "localhost", 4429, "", "localhost:4429"),
            ("http://localhost:4429/", "localhost", 4429, "", "localhost:4429"),
            ("http://127.0.0.1:1/@shop~t1/", "127.0.0.1", 1, "/@shop~t1", "127.0.0.1:1"),
            ("HTTP://[::1]:80/@a", "::1", 80, "/@a", "[::1]"),
            ("https://api.example", "api.example", 443, "", "api.example"),
        ])
    func reading(text: String, host: String, port: Int, path: String, authority: String) {
        let server = ServerURL(text)
        #expect(server?.host == host)
        #expect(server?.port == port)
        #expect(server?.path == path)
        #expect(server?.authority == authority)
    }

    @Test(
        "anything else is no address",
        arguments: [
            "", "localhost:4429", "ftp://x", "http://", "http://x:0", "http://x:y", "http://a:1:2", "http://[::1",
            "http://user@host", "http://h/?q", "http://h/#f",
        ])
    func refusing(text: String) {
        #expect(ServerURL(text) == nil)
    }
}
