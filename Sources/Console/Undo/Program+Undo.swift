import BillingAPI

/// How the last change of this console is taken back.
extension Program {
    /// Why nothing can be taken back on the system in view; nil where something can.
    var undoRefusal: String? {
        let system = systems.main.system.id
        if undoBook.next(in: system) != nil { return nil }
        let texts = setting.texts
        return undoBook.last(in: system).map { texts.cannotBeTakenBack($0, setting) } ?? texts.nothingWasDone
    }

    /// Opens the review of it: nothing is sent without that.
    func openUndo() {
        guard let next = undoBook.next(in: systems.main.system.id) else { return }
        open(screen(of: next, by: next.back))
    }

    private func screen<Back: WritingAction>(of next: UndoBook.Next, by back: Back) -> AnyScreen {
        AnyScreen(UndoScreen(UndoPlan(next.change, by: back, passing: next.passed), setting.language))
    }
}
