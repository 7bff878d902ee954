#if os(Linux)
    import Foundation
    import Testing

    @testable import GPUOutletMock

    @Suite("The poller")
    struct PollerTests {
        @Test("It says so where the system does not watch a descriptor, and goes on with those that it watches")
        func refused() throws {
            let file = try #require(FileHandle(forReadingAtPath: #filePath))
            let pipe = Pipe()
            let poller = Poller(.epoll, descriptor: try Poller.Kind.epoll.open())
            #expect(!poller.add(file.fileDescriptor, .input))  // epoll_ctl(2): EPERM for a file
            #expect(poller.add(pipe.fileHandleForReading.fileDescriptor, .input))
            try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8))
            var events: [Poller.Event] = []
            poller.wait(milliseconds: 0, into: &events)
            #expect(events.map(\.descriptor) == [pipe.fileHandleForReading.fileDescriptor])
        }
    }
#endif
