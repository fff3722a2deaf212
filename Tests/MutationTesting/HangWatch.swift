import Foundation
import Synchronization

/// Ends the whole run when one input is not done with in ten minutes, since nothing else could stop it.
final class HangWatch: Sendable {
    private let current = Mutex<(input: [UInt8], since: ContinuousClock.Instant)>(([], .now))

    init(_ name: String) {
        Thread.detachNewThread { [weak self] in
            while self?.check(name) != nil { Thread.sleep(forTimeInterval: 1) }
        }
    }

    func start(_ input: [UInt8]) {
        current.withLock { $0 = (input, .now) }
    }

    private func check(_ name: String) {
        let (input, since) = current.withLock { $0 }
        guard ContinuousClock.now - since > .seconds(600) else { return }
        let shown = String(decoding: input, as: UTF8.self).debugDescription
        FileHandle.standardError.write(Data("\(name): no end after ten minutes of \(shown)\n".utf8))
        abort()
    }
}
