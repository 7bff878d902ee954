extension Engine {
    /// Reads a world as it is at this moment; nil if there is none of that name.
    package mutating func look<Result>(at name: String, _ now: HostTime, _ body: (World) -> Result) -> Result? {
        guard let index = worlds.index(of: name) else { return nil }
        worlds[index].advance(wall: now.wall)
        return body(worlds[index])
    }
}
