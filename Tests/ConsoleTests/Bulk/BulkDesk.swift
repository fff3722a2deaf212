import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore

@testable import Console

/// A console on a demo installation, whose bulk runs outlive it, and what the installation holds.
@MainActor struct BulkDesk {
    let installation: DemoInstallation
    let shelf = StubBulkShelf()
    let files = StubFiles()

    init() async throws { installation = try await DemoInstallation() }

    var engine: any BillingService { installation.engine }

    func console(
        _ language: Language = .english, size: Size = Size(width: 80, height: 24), isProduction: Bool = false,
        over service: (any BillingService)? = nil, losesAnswers: Bool? = nil, drafts: StubShelf? = nil
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: service ?? engine, size: size, language: language, clock: fixedClock, drafts: drafts,
            files: files, bulk: shelf, isProduction: isProduction, losesAnswers: losesAnswers)
        await driver.idle()
        return driver
    }

    func products(_ words: String) async throws -> [Record<Product>] {
        var list = ListProducts()
        list[ListParameters.searchFor] = words
        list.findsWords = true
        return try await engine.send(list).rows
    }

    /// Running ones of a product.
    func services(of code: String? = nil) async throws -> [Record<Subscription>] {
        try await engine.send(ListServices()).rows.filter { code == nil || $0.text(Subscription.productCode) == code }
    }

    func service(_ id: Int) async throws -> Record<Subscription> { try await engine.send(ShowService(id)).record }
}

extension ScreenDriver {
    /// Filters the list that is shown and marks all of it.
    func markAll(_ words: String) async {
        await press(.character("/"))
        await type(words)
        await press(.enter, .character("*"))
    }

    /// Opens the dialog, and fills its second field.
    func bulk(_ text: String) async {
        await press(.character("b"), .tab)
        await type(text)
    }
}
