import BillingAPI

/// Where drafts outlive the program: what the program has, and the console only hands over. It never waits for itself.
public protocol DraftShelf: Sendable {
    /// Everything that lies there.
    func find() async throws(APIError) -> FoundDrafts
    /// Keeps it, in the place of what its form kept before.
    func keep(_ draft: KeptDraft) async throws(APIError)
    /// Its form is closed: other consoles may recall it.
    func release(_ id: KeptDraft.ID) async
    /// Takes it away; nothing where there is none.
    func drop(_ id: KeptDraft.ID) async throws(APIError)
}
