import BillingAPI
import BillingEngine
import Foundation
import HostFactAPI
import SQLStore

/// Measures edits by the engine beside the same statements through SQLite's own functions, each made to last.
///
/// Its argument is a file of `balie demo`, which is copied first. Nothing is asserted.
@main
struct EngineBench {
    private static let runs = 9
    private static let edits = 384
    private static let writers = 32

    static func main() async throws {
        let source = CommandLine.arguments.dropFirst().first ?? ""
        let path = NSTemporaryDirectory() + "engine-\(UUID().uuidString).sqlite"
        try FileManager.default.copyItem(atPath: source, toPath: path)
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }

        let service = EngineService(store: try Engine.open("sqlite:\(path)").store)
        var floor: [Double] = []
        var alone: [Double] = []
        var together: [Double] = []
        for run in 0...runs {
            let plain = try PlainEdits(path)
            var figures: [Double] = []
            var began = ContinuousClock.now
            for number in 0..<edits { try plain.edit(suffix: "\(run) \(number)") }
            figures.append(rate(since: began))
            began = .now
            for number in 0..<edits { try await edit(service, "\(run) \(number)") }
            figures.append(rate(since: began))
            began = .now
            try await editTogether(service, run)
            figures.append(rate(since: began))
            // The first run only warms up.
            guard run > 0 else { continue }
            floor.append(figures[0])
            alone.append(figures[1])
            together.append(figures[2])
        }
        print("| edits a second | median | least to most | of the same statements in C |")
        print("| --- | --- | --- | --- |")
        row("SQLite's own functions, one writer", floor, floor)
        row("engine, one writer", alone, floor)
        row("engine, \(writers) writers", together, floor)
    }

    private static func edit(_ service: EngineService, _ suffix: String) async throws {
        var action = EditProduct()
        action[Product.identifier] = 1
        action[Product.numberSuffix] = suffix
        _ = try await service.send(action, .plain)
    }

    private static func editTogether(_ service: EngineService, _ run: Int) async throws {
        try await withThrowingTaskGroup { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in 0..<(edits / writers) { try await edit(service, "\(run) \(writer) \(number)") }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Edits a second.
    private static func rate(since began: ContinuousClock.Instant) -> Double {
        let took = (ContinuousClock.now - began).components
        return Double(edits) / (Double(took.seconds) + Double(took.attoseconds) / 1e18)
    }

    private static func row(_ name: String, _ rates: [Double], _ floor: [Double]) {
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        let share = median(rates) / median(floor) * 100
        print(
            "| \(name) | \(Int(median(rates))) | \(Int(rates.min() ?? 0)) to \(Int(rates.max() ?? 0)) | \(Int(share)) % |"
        )
    }
}
