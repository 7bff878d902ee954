import OutletContract
import OutletDomain
import OutletPages
import OutletWire

/// The stand-in pages of a world. They are neither API nor control plane: no token, no number, no journal entry.
extension Engine {
    mutating func page(_ request: Request, _ target: RequestTarget, at now: HostTime) throws(Refusal) -> Reply {
        context.configuration.observer?.begins(target.world, .page, 0)
        guard [.get, .head, .post].contains(request.method) else {
            throw Refusal.wrongMethod(request.method, target.path, allowed: [.get, .post])
        }
        if target.path == "/" {
            return Reply(withCommonHeaders(Response(redirectTo: "\(target.prefix)/__admin/", status: 302), request))
        }
        let isPost = request.method == .post
        if isPost, let origin = request.header("origin"), !context.origins.admits(origin, request) {
            throw Refusal(APIError(.forbidden, message: "Pages of \(origin) may not send this form"))
        }
        let context = context
        let answer = try withWorld(target.world, creating: true, at: now) { (world) throws(Refusal) -> PageAnswer in
            var asked = PageRequest(isPost: isPost, path: target.path, query: target.query, body: request.body)
            asked.email = world.caller(target)?.email
            let links = context.links(for: request, target, app: world.domain.settings.appUrl)
            return StandInPages.answer(asked, in: &world.domain, links: links)
        }
        return Reply(withCommonHeaders(Engine.response(answer, isPost: isPost), request))
    }

    private static func response(_ answer: PageAnswer, isPost: Bool) -> Response {
        switch answer {
        // 303 turns the form's POST into a GET of the next page (RFC 9110 §15.4.4).
        case .goTo(let location): return Response(redirectTo: location, status: isPost ? 303 : 302)
        case .html(let status, let html):
            var response = Response(status: status, html: html)
            // The pages have inline style and icon, and load nothing.
            response.set("Content-Security-Policy", PageFrame.policy)
            return response
        }
    }
}
