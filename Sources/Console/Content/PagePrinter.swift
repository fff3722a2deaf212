import BillingAPI
import BillingModel
import TerminalCore

/// Pages without a screen: line by line for a screen reader or a pipe, or as values.
public struct PagePrinter: Sendable {
    private let service: any BillingService
    private let setting: Setting

    public init(
        service: any BillingService, texts: Texts, backend: Backend, keys: KeyMap = .standard,
        clock: LocalClock = .system
    ) {
        self.service = service
        setting = Setting(
            texts: texts, clock: clock, backend: backend, keys: keys, area: Rect(Frame.minimum),
            reason: { service.reasonAgainst($0) })
    }

    /// Every key of a list.
    public func keys(of list: Tab) -> PrintedPage {
        let screen = list.list().content
        let entries = screen.everyCommand(setting) { GlobalCommand.reasonAgainst($0, setting, canConnect: true) }
        // No list is being read here for which a key would have to wait.
        let page = HelpPage(bindings: entries.map { $0.withoutWaiting }, title: screen.title(setting))
        return PrintedPage(blocks: page.content(setting), texts: setting.texts)
    }

    /// One service whole.
    public func service(_ id: Int) async throws(APIError) -> PrintedPage {
        try await record(id, at: Desks.services)
    }

    /// A record as its own page has it.
    private func record(_ id: Int, at desk: some Desk) async throws(APIError) -> PrintedPage {
        let row = try await desk.read(id, service)
        let blocks = RecordPage.content(of: row, at: desk, await desk.whole(row, setting, service))
        return PrintedPage(blocks: blocks, texts: setting.texts)
    }
}

/// A page that can be printed.
public struct PrintedPage: Sendable {
    let blocks: [Block]
    let texts: Texts

    /// One thing a line, made safe for a terminal.
    ///
    /// - Parameter ascii: Sends nothing beyond ASCII.
    public func lines(ascii: Bool = false) -> [String] {
        let lines = ContentLines(texts: texts).lines(blocks)
        return ascii ? lines.map(GlyphFallback.ascii) : lines
    }

    /// A list of blocks, in their order.
    public var values: JSONValue { ContentValues.json(blocks) }
}
