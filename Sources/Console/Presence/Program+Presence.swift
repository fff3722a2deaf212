import BillingAPI

/// Who else works on what is open here.
extension Program {
    /// A console whose terminal is gone is gone within a second itself, most of which its drafts may take.
    private static var longestGoodbye: Duration { .milliseconds(200) }

    func watchForms() {
        forms.onOthers = { [weak self] id, others in
            self?.hand(.others(others), to: id)
            self?.needsFrame()
        }
        forms.onRefresh = { [weak self] id in self?.hand(.refreshed, to: id) }
        forms.onSettled = { [weak self] in self?.underWay.wake() }
    }

    /// A form on a record was opened.
    func enterPresence(_ entry: ScreenStack.Entry) {
        guard let place = systems[entry.id.system], let record = entry.screen.content.openRecord(place.setting) else {
            return
        }
        forms.enter(
            entry.id, record, of: FormWatch.System(book: place.system.presence, refresh: place.system.refresh))
    }

    /// Waits until it is taken back that forms were open here, as far as there is time for it: what is not ends by itself.
    public func leavePresence() async {
        let end = ContinuousClock.now + Self.longestGoodbye
        while forms.isBusy, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(10)) }
    }
}
