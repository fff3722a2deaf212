import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A customer whole on one page, in windows of every size.
@MainActor struct CustomerPageTests {
    private static let note = """
        Betaalt graag per kwartaal. Belt liever dan mailt; niet op vrijdag, dan is de winkel dicht.
        2026-01-12 piet: heeft de sleutel van de kast, wil geen monteur zonder afspraak.
        2025-11-02 anna: overgenomen van DB0007, dezelfde eigenaar, zie daar voor het oude contract.
        """

    private static let customer = Sample.debtor(
        1, "株式会社さくら電気",
        [
            "Initials": "健太", "SurName": "鈴木", "Address": "Kerkstraat 16", "ZipCode": "3862 VZ", "City": "IJmuiden",
            "EmailAddress": "info@sakura.example", "PhoneNumber": "+31 27 931 89 08",
            "MobileNumber": "+31 6 22 49 73 94",
            "AccountNumber": "NL22BANK0567441764", "TaxNumber": "NL494358174B01", "Created": "2019-04-01 10:00:00",
            "Comment": note, "InvoiceMethod": "1", "InvoiceAuthorisation": "yes",
        ])

    private static let services = [
        Sample.service(
            1, "Maatwerk: ontwerp (4309)",
            [
                "ProductCode": "", "PriceExcl": "75", "Periodic": "k", "TerminationDate": "2026-06-20",
                "TerminationCreated": "2026-03-09 09:12:00", "TerminationStatus": Termination.pending,
            ]),
        Sample.service(2, "SIP-trunk voor Leeuwarden", ["ProductCode": "P015", "PriceExcl": "25", "Number": "15"]),
        Sample.service(3, "VoIP-toestel Pro 1 voor Zwolle", ["ProductCode": "P033", "PriceExcl": "89.50"]),
        Sample.service(
            4, "Belbundel België",
            ["ProductCode": "P016", "Status": Termination.terminated, "TerminationDate": "2026-01-01", "Number": "2.5"]),
    ]

    private static let changes: [RecordEntry] = {
        let system = SystemID.database("test")
        let end = FieldChange(Subscription.terminationDate.declaration, from: "", to: "2026-06-20")
        let told: [(RecordKind, HistoryEntry)] = [
            (
                .service,
                Sample.entry(
                    9, action: TerminateService.declaration.name, at: "2026-03-10T08:12:00Z",
                    note: ChangeNote(reason: "goes elsewhere"), end)
            ),
            (
                .debtor,
                Sample.entry(
                    7, at: "2026-03-10T07:40:00Z", Sample.change(Debtor.city.declaration, "Velsen", "IJmuiden"),
                    Sample.change(Debtor.address.declaration, "Dam 1", "Kerkstraat 16"))
            ),
            (.debtor, Sample.entry(4, Sample.change(Debtor.phoneNumber.declaration, "", "+31 27 931 89 08"))),
        ]
        return told.compactMap { kind, entry in RecordRef(system, kind, 1).map { RecordEntry(entry, of: $0) } }
    }()

    /// Tells the same of whatever is asked.
    private struct Journal: RecordHistory {
        var told: [RecordEntry]
        func history(of record: RecordRef, before cursor: Int?, limit: Int) -> [HistoryEntry] { [] }
        func latest(of records: [RecordRef], limit: Int) -> [RecordEntry] {
            told.filter { records.contains($0.record) }
        }
    }

    private func opened(_ size: Size, _ language: Language = .english) async -> ScreenDriver {
        let stub = await StubService.office(debtors: [Self.customer], services: Self.services)
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock,
            history: SystemHistory(Journal(told: Self.changes), isOwn: false))
        await driver.press(.enter)
        return driver
    }

    // MARK: Pictures

    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var size = Size(width: 80, height: 24)
        var keys: [Key] = []
        var language = Language.english

        var testDescription: String { name }
    }

    nonisolated static let scenes = [
        Scene(name: "customer-page"), Scene(name: "customer-page-wide", size: Size(width: 132, height: 43)),
        Scene(name: "customer-page-small", size: Size(width: 60, height: 16)),
        Scene(name: "customer-page-100", size: Size(width: 100, height: 30), language: .dutch),
        Scene(name: "customer-users", keys: [.tab]), Scene(name: "customer-history", keys: [.tab, .tab, .tab, .down]),
        Scene(name: "customer-history-wide", size: Size(width: 132, height: 43), keys: [.tab, .tab, .tab]),
        Scene(name: "customer-whole", keys: [.backTab]),
        Scene(name: "customer-whole-small", size: Size(width: 60, height: 16), keys: [.backTab]),
    ]

    @Test(arguments: scenes) func pageIsAsItsPictureKeptIt(_ scene: Scene) async {
        let driver = await opened(scene.size, scene.language)
        for key in scene.keys { await driver.press(key) }
        expectPicture(scene.name, of: driver)
    }

    // MARK: Sections

    @Test(arguments: [Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 132, height: 43)])
    func goingFromOneSectionToTheNextMovesNothingAboveThem(_ size: Size) async throws {
        let driver = await opened(size)
        var tops: [[String]] = []
        for _ in 0..<5 {
            let tabs = try #require(driver.lines.firstIndex { $0.contains("[") && $0.hasPrefix("─") })
            tops.append(Array(driver.lines[2..<tabs]))
            await driver.press(.tab)
        }
        #expect(Set(tops).count == 1)
    }

    @Test func theWholeNoteIsReadByScrolling() async {
        let driver = await opened(Size(width: 60, height: 16))
        let end = "DB0007"
        #expect(driver.line(with: end) == nil)
        await driver.press(.backTab)
        for _ in 0..<9 where driver.line(with: end) == nil { await driver.press(.down) }
        #expect(driver.line(with: end) != nil)
        await driver.press(.end)
        #expect(driver.line(with: "2019-04-01 10:00") != nil)
        await driver.press(.home)
        #expect(driver.line(with: "Betaalt graag") != nil)
    }

    @Test func everyLineOfTheHistoryOpensThatOfItsRecord() async {
        let driver = await opened(Size(width: 80, height: 24))
        await driver.press(.tab, .tab, .tab, .enter)
        #expect(driver.lines[1].hasPrefix("History · DB0001 Alpha Bakery · Maatwerk"))
        await driver.press(.escape, .down, .enter)
        #expect(driver.lines[1].hasPrefix("History · DB0001 株式会社さくら電気"))
    }

    @Test func whereNothingIsWrittenDownTheSectionSaysSo() async {
        let driver = ScreenDriver(service: await StubService.office(), clock: fixedClock)
        await driver.press(.enter, .tab, .tab, .tab)
        #expect(driver.line(with: Texts(.english).noHistory) != nil)
        #expect(driver.line(with: "[History]") != nil)
    }

    @Test func aSectionIsChosenAndALineMarkedByAClick() async throws {
        let driver = await opened(Size(width: 80, height: 24))
        await driver.press(.character("M"))
        let tab = try #require(driver.place(of: "History"))
        await driver.send(.mouse(MouseEvent(.press, at: tab)))
        #expect(driver.line(with: "[History 3]") != nil)
        let line = try #require(driver.place(of: "2026-03-09 16:30"))
        await driver.send(.mouse(MouseEvent(.press, at: line)))
        #expect(driver.line(with: "> 2026-03-09 16:30") != nil)
    }

    // MARK: Layout

    @Test func partsNeverOverlapAndStayInTheWindow() {
        for width in stride(from: 1, through: 200, by: 7) {
            for height in 1...60 {
                for (note, today, isText) in [(0, 0, false), (3, 2, false), (40, 9, false), (3, 2, true)] {
                    let area = Rect(x: 0, y: 1, width: width, height: height)
                    let layout = DebtorPageLayout(in: area, identity: 6, note: note, today: today, isText: isText)
                    let parts = [
                        layout.head, layout.identity, layout.note, layout.tabs, layout.section, layout.marked,
                        layout.today,
                    ].filter { !$0.isEmpty }
                    for (index, part) in parts.enumerated() {
                        #expect(area.intersection(part) == part, "\(width)x\(height) \(part)")
                        for other in parts[..<index] { #expect(part.intersection(other).isEmpty, "\(width)x\(height)") }
                    }
                    if height >= 13 { #expect(layout.section.height >= 5, "\(width)x\(height)") }
                }
            }
        }
    }
}
