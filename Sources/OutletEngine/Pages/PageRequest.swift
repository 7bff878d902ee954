import OutletWire

/// A browser's request for a stand-in page.
struct PageRequest {
    /// Whether a form was submitted; otherwise the page is only viewed.
    var isPost: Bool
    /// Without the world's prefix and without the query: `/__stripe/checkout/cs_test_1`.
    var path: String
    var query: [(name: String, value: String)]
    var form: [(name: String, value: String)]
    /// Who is signed in, for the pages that show it.
    var email: String?

    init(isPost: Bool, path: some StringProtocol, query: some StringProtocol, body: [UInt8]) {
        self.isPost = isPost
        self.path = String(path)
        self.query = PercentCoding.pairs(query)
        self.form = isPost ? PercentCoding.pairs(String(decoding: body, as: UTF8.self)) : []
    }

    /// A field of the submitted form.
    func field(_ name: String) -> String? { form.first { $0.name == name }?.value }

    func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
