@main enum GPUOutletMockCommand {
    static func main() {}
}
