/// The answer of a stand-in page.
enum PageAnswer: Hashable {
    case html(status: Int, String)
    /// A redirect to an absolute URL.
    case goTo(String)

    static func page(_ html: String) -> PageAnswer { .html(status: 200, html) }
}
