extension Engine {
    /// Looks at a world as it is at this moment; nil where there is none of the name.
    package mutating func look<Result>(at name: String, _ now: HostTime, _ body: (LivingWorld) -> Result) -> Result? {
        guard let place = worlds.place(of: name) else { return nil }
        worlds[place].advance(wall: now.wall)
        return body(worlds[place])
    }
}
