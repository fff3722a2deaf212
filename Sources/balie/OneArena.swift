import Foundation

/// How a console keeps its memory.
enum OneArena {
    /// The system's usual way gives each thread a pool of its own, which keeps what was freed in it from the others: five
    /// megabytes of a console's. Its threads seldom ask at the same time.
    ///
    /// Source: mallopt(3), M_ARENA_MAX. To be called before there is a second thread; elsewhere than with glibc nothing is
    /// done.
    static func use() {
        #if os(Linux)
            guard let symbol = dlsym(nil, "mallopt") else { return }
            let mallopt = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
            _ = mallopt(mostArenas, 1)
        #endif
    }

    /// malloc.h has it as a macro, which Swift's module of glibc leaves out.
    private static let mostArenas: CInt = -8
}
