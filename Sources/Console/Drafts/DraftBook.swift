import BillingAPI
import BillingModel

/// What was typed and not sent, in every form of this console: here at once, and on a shelf as soon as that takes it.
///
/// A form writes a draft of its own. What it recalls it copies, and the draft that it was copied from goes when the
/// copy lies on the shelf and the form is closed, or when the change was carried out.
@MainActor final class DraftBook {
    /// A form that is open.
    private struct Page {
        let id = KeptDraft.newID()
        /// The drafts that were recalled into it.
        var replaces: [KeptDraft.ID] = []
        /// What was recalled, and so need not be kept once more.
        var recalled: Draft?
        /// The draft that it is asking about.
        var offered: KeptDraft?
        var kept: Draft?
    }

    private let clock: LocalClock
    private let shelf: (any DraftShelf)?
    let writer: DraftWriter
    private var pages: [ScreenID: Page] = [:]
    /// What was typed in this console, the newest last.
    private(set) var drafts: [KeptDraft] = []

    init(_ shelf: (any DraftShelf)?, clock: LocalClock) {
        self.clock = clock
        self.shelf = shelf
        writer = DraftWriter(shelf)
    }

    var hasShelf: Bool { shelf != nil }
    /// Whether what is kept here outlives the program, as far as is known.
    var isDurable: Bool { hasShelf && !writer.isTroubled }

    /// Forms whose text would be gone with the program; for each the newest draft.
    var perishable: [KeptDraft] { newest.filter { !writer.isSafe($0.id) } }
    /// Forms whose text the next console will offer.
    var stored: [KeptDraft] { newest.filter { writer.isSafe($0.id) } }

    private var newest: [KeptDraft] {
        Array(Dictionary(drafts.map { ($0.draft.key, $0) }, uniquingKeysWith: { _, newest in newest }).values)
    }

    // MARK: Recalling

    /// What lies on the shelf now, of this console and of others.
    func find() async -> Result<FoundDrafts, APIError> {
        do throws(APIError) { return .success(try await shelf?.find() ?? FoundDrafts()) } catch {
            return .failure(error)
        }
    }

    /// What was typed in this console in a form of the same kind that is closed.
    func newest(of key: DraftKey) -> KeptDraft? {
        let open = Set(pages.values.map(\.id))
        return drafts.last { $0.draft.key == key && !open.contains($0.id) }
    }

    /// A draft that a form asks about before anything of it is recalled.
    func offer(_ kept: KeptDraft, to form: ScreenID) { pages[form, default: Page()].offered = kept }

    /// A draft whose text stands in a form now, as a copy.
    func recall(_ kept: KeptDraft, into form: ScreenID) {
        pages[form, default: Page()].offered = nil
        pages[form]?.replaces = [kept.id] + kept.replaces
        pages[form]?.recalled = kept.draft
    }

    func recallOffered(into form: ScreenID) {
        if let kept = pages[form]?.offered { recall(kept, into: form) }
    }

    func dropOffered(to form: ScreenID) {
        guard let kept = pages[form]?.offered else { return }
        pages[form]?.offered = nil
        for id in [kept.id] + kept.replaces { drop(id) }
    }

    // MARK: Keeping

    /// Keeps what stands in an open form; nil where nothing is typed.
    func keep(_ draft: Draft?, of form: ScreenID, in place: String) {
        // Most forms are opened and left without a letter.
        guard draft != nil || pages[form] != nil else { return }
        var page = pages[form] ?? Page()
        defer { pages[form] = page }
        guard draft != page.kept else { return }
        guard let draft else {
            page.kept = nil
            return drop(page.id)
        }
        // What was recalled and not touched lies there already.
        if page.kept == nil, let recalled = page.recalled, draft.says(theSameAs: recalled) { return }
        page.kept = draft
        let kept = KeptDraft(id: page.id, draft, place: place, saved: clock.now(), replaces: page.replaces)
        drafts.removeAll { $0.id == kept.id }
        drafts.append(kept)
        writer.keep(kept)
    }

    /// The form leaves, with what stands in it.
    ///
    /// - Parameter isCarriedOut: Whether it was sent and done, so that nothing of it is a draft any more.
    func close(_ form: ScreenID, with draft: Draft?, isCarriedOut: Bool, in place: String) {
        keep(draft, of: form, in: place)
        guard let page = pages.removeValue(forKey: form) else { return }
        guard draft == nil else {
            // The copy takes the place of what was recalled, once it lies there.
            guard page.kept != nil else { return }
            drafts.removeAll { page.replaces.contains($0.id) }
            return writer.release(page.id, thenDrop: page.replaces)
        }
        // Whoever empties what they typed a moment ago wants none of it; what an earlier console left stays.
        let own = Set(drafts.map(\.id))
        for id in page.replaces where isCarriedOut || own.contains(id) { drop(id) }
    }

    /// What drafts of closed forms tell as undecided is decided: what was done is no draft any more, and what was not can
    /// be sent.
    func settle(_ intent: Intent.ID, wasDone: Bool) async {
        let open = Set(pages.values.map(\.id))
        let found = (try? await find().get().left) ?? []
        for kept in drafts + found.filter({ kept in !drafts.contains { $0.id == kept.id } })
        where kept.draft.undecided?.intent.id == intent && !open.contains(kept.id) {
            var kept = kept
            kept.draft.undecided = nil
            guard !wasDone, !(kept.draft.typed.isEmpty && kept.draft.omitted.isEmpty) else {
                drop(kept.id)
                continue
            }
            if let place = drafts.firstIndex(where: { $0.id == kept.id }) { drafts[place] = kept }
            writer.keep(kept)
            writer.release(kept.id, thenDrop: [])
        }
    }

    private func drop(_ id: KeptDraft.ID) {
        drafts.removeAll { $0.id == id }
        writer.drop(id)
    }
}

extension Draft {
    /// Whether the same stands in the form; what it is compared with may be told of more or less.
    fileprivate func says(theSameAs other: Draft) -> Bool {
        typed == other.typed && aside == other.aside && omitted == other.omitted && undecided == other.undecided
    }
}
