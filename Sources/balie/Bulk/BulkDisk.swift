import BillingAPI
import BillingModel
import DraftFiles

/// The folder of bulk runs as the console has it: on a thread of its own, and given up when the disk does not answer.
struct BulkDisk: BulkShelf {
    private static let disk = SideThreads("bulk", most: 1, mostWaiting: 64, patience: .seconds(30))

    private let folder = BulkFolder(Places.bulk)

    func find() async throws(APIError) -> [BulkRun] {
        try await onDisk { folder throws(APIError) in try folder.find() }
    }

    func keep(_ run: BulkRun) async throws(APIError) {
        try await onDisk { folder throws(APIError) in try folder.keep(run) }
    }

    func take(_ id: BulkRun.ID) async throws(APIError) {
        try await onDisk { folder throws(APIError) in try folder.take(id) }
    }

    func note(_ notes: [BulkNote], of id: BulkRun.ID) async throws(APIError) {
        try await onDisk { folder throws(APIError) in try folder.note(notes, of: id) }
    }

    func release(_ id: BulkRun.ID) async {
        _ = try? await onDisk { folder throws(APIError) in folder.release(id) }
    }

    func drop(_ id: BulkRun.ID) async throws(APIError) {
        try await onDisk { folder throws(APIError) in try folder.drop(id) }
    }

    private func onDisk<Answer: Sendable>(
        _ work: @escaping @Sendable (BulkFolder) throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        let outcome: Result<Answer, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await Self.disk.run { [folder] in Result { () throws(APIError) in try work(folder) } }
        } catch {
            throw Self.silence
        }
        return try outcome.get()
    }

    private static var silence: APIError {
        APIError(
            .failure,
            LocalizedText(
                "The disk with “\(Places.bulk)” does not answer.", "De schijf met “\(Places.bulk)” antwoordt niet."))
    }
}
