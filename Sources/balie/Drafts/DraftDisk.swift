import BillingAPI
import BillingModel
import Console
import DraftFiles

/// The folder of drafts as the console has it: on a thread of its own, and given up when the disk does not answer.
struct DraftDisk: DraftShelf {
    private static let disk = SideThreads("drafts", most: 1, mostWaiting: 64, patience: .seconds(5))

    private let folder = DraftFolder(Places.drafts)

    func find() async throws(APIError) -> FoundDrafts {
        try await onDisk { folder throws(APIError) in try folder.find() }
    }

    func keep(_ draft: KeptDraft) async throws(APIError) {
        try await onDisk { folder throws(APIError) in try folder.keep(draft) }
    }

    func release(_ id: KeptDraft.ID) async {
        _ = try? await onDisk { folder throws(APIError) in folder.release(id) }
    }

    /// One that is gone already, or never got here, is what was wanted.
    func drop(_ id: KeptDraft.ID) async throws(APIError) {
        try await onDisk { folder throws(APIError) in
            do throws(APIError) {
                try folder.drop(id)
            } catch {
                guard error.kind == .notFound else { throw error }
            }
        }
    }

    private func onDisk<Answer: Sendable>(
        _ work: @escaping @Sendable (DraftFolder) throws(APIError) -> Answer
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
                "the disk with “\(Places.drafts)” does not answer.",
                "de schijf met “\(Places.drafts)” antwoordt niet."))
    }
}
