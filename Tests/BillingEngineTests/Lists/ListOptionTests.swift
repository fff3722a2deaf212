import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Every list parameter of the HostFact reference, 3.1, on every list, sent as bytes.
@Suite struct ListOptionTests {
    /// A list with what it needs to show all of its rows.
    enum List: String, CaseIterable, Sendable {
        case debtor, product, service, group

        var form: String {
            switch self {
            case .debtor, .product: "controller=\(rawValue)&action=list"
            case .service: "controller=service&action=list&status="
            case .group: "controller=group&action=list&type=debtor"
            }
        }

        /// What may be named in `sort` and `searchat`.
        var columns: [String] {
            switch self {
            case .debtor: ListDebtors.defaults.columns
            case .product: ListProducts.defaults.columns
            case .service: ListServices.defaults.columns
            case .group: []
            }
        }
    }

    /// Lists that can be sorted and searched; groups only have pages. Source: reference, 3.2.
    private static let sorted: [List] = [.debtor, .product, .service]
    private static let columns = sorted.flatMap { list in list.columns.map { (list, $0) } }

    private static func engine() async throws -> TestEngine {
        let engine = try await TestEngine(debtors: 60)
        let script = Script(engine.service)
        // Some more groups and ended services, so that there is something to page and to tell apart.
        for number in 1...5 { _ = await script.post("controller=group&action=add&GroupName=G\(number)&Type=debtor") }
        for id in 2...4 {
            _ = await script.post("controller=service&action=terminate&Identifier=\(id)&Date=2022-01-0\(id)")
        }
        return engine
    }

    private func rows(_ script: Script, _ list: List, _ more: String) async throws -> [JSONValue] {
        let json = try await script.post(list.form + more).json()
        #expect(json["status"]?.text == "success", "\(list) \(more): \(json.encoded().prefix(300))")
        return json["\(list.rawValue)s"]?.items ?? []
    }

    private func ids(_ script: Script, _ list: List, _ more: String) async throws -> [String] {
        try await rows(script, list, more).compactMap { $0["Identifier"]?.text }
    }

    @Test(arguments: List.allCases) func offsetAndLimitCutAPage(list: List) async throws {
        let script = Script(try await Self.engine())
        let all = try await ids(script, list, "")
        #expect(all.count > 3)
        for (offset, limit) in [(0, 2), (2, 1), (all.count - 1, 5), (0, 1000), (0, 4000)] {
            let json = try await script.post(list.form + "&offset=\(offset)&limit=\(limit)").json()
            let expected = Array(all.dropFirst(offset).prefix(limit))
            #expect(try await ids(script, list, "&offset=\(offset)&limit=\(limit)") == expected)
            #expect(json["totalresults"] == .number(.init(all.count)))
            #expect(json["currentresults"] == .number(.init(expected.count)))
            #expect(json["offset"] == .number(.init(offset)))
            #expect(json["filters"]?["limit"]?.text == String(limit))
            // Whether the vendor echoes it is unknown. Source: reference, 3.3.
            #expect(json["filters"]?["offset"] == nil)
        }
    }

    @Test(arguments: ["offset=-1", "limit=0", "limit=x", "offset=1.5"]) func pagesAreWholeNumbers(form: String)
        async throws
    {
        let script = Script(try await TestEngine())
        for list in List.allCases {
            let errors = try await script.post("\(list.form)&\(form)").errors()
            #expect(errors.count == 1)
            #expect(errors.first?.hasPrefix(form.prefix { $0 != "=" }) == true)
        }
    }

    @Test(arguments: columns.indices) func everyColumnSortsBothWays(index: Int) async throws {
        let (list, column) = Self.columns[index]
        let script = Script(try await Self.engine())
        let all = try await ids(script, list, "")
        let up = try await ids(script, list, "&sort=\(column)")
        #expect(try await ids(script, list, "&sort=\(column)&order=ASC") == up)
        #expect(try await ids(script, list, "&sort=\(column)&order=DESC") == up.reversed())
        #expect(up.sorted() == all.sorted())
        let texts = try await rows(script, list, "&sort=\(column)").compactMap {
            $0[column]?.text ?? $0["Subscription"]?[column]?.text
        }
        // What is written in one way is in the order of its letters.
        if ["Code", "Date", "Period", "Modified"].contains(where: column.hasSuffix) {
            #expect(texts == texts.sorted())
        }
    }

    @Test(arguments: sorted) func theDefaultOrderIsTheVendors(list: List) async throws {
        let script = Script(try await Self.engine())
        let sort = ["debtor": "DebtorCode", "product": "ProductCode", "service": "NextDate"][list.rawValue] ?? ""
        #expect(try await ids(script, list, "") == (try await ids(script, list, "&sort=\(sort)&order=ASC")))
    }

    @Test(arguments: columns.indices) func everyColumnIsSearched(index: Int) async throws {
        let (list, column) = Self.columns[index]
        let engine = try await Self.engine()
        let table = list.rawValue
        let select =
            list == .service
                && [Debtor.companyName.name, Debtor.initials.name, Debtor.surName.name].contains(column)
            ? "SELECT s.Identifier, d.\(column) FROM service AS s JOIN debtor AS d ON d.Identifier = s.Debtor"
            : "SELECT Identifier, \(column == "Status" ? "'active'" : column) FROM \(table) WHERE Identifier > 4"
        let records = try await engine.rows(select + " ORDER BY 1")
        guard let record = records.first(where: { !$0.text(1).isEmpty }) else { return }
        let text = record.text(1)
        let form = PHPForm.encode([RawParameter("searchat", column), RawParameter("searchfor", text)])
        let found = try await ids(Script(engine.service), list, "&" + form)
        #expect(found.contains(record.text(0)), "\(list) \(column) “\(text)”")
        if column == "Identifier" { #expect(found == [record.text(0)]) }
    }

    /// Whatever a record can be given as a text can be searched for, but for passwords.
    @Test func everyTextThatIsKeptIsAColumn() {
        let actions: [(List, ActionDeclaration)] = [
            (.debtor, EditDebtor.declaration), (.product, EditProduct.declaration), (.service, EditService.declaration),
        ]
        for (list, action) in actions {
            for field in action.parameters {
                switch field.kind {
                case .references, .rows: break
                case .secret: #expect(!list.columns.contains(field.member), "\(field.name)")
                default: #expect(list.columns.contains(field.member), "\(field.name)")
                }
            }
        }
    }

    @Test(arguments: sorted) func severalColumnsAreSearchedTogether(list: List) async throws {
        let script = Script(try await Self.engine())
        for columns in zip(list.columns, list.columns.dropFirst()) {
            let term = "&searchfor=01"
            let first = try await ids(script, list, "\(term)&searchat=\(columns.0)")
            let second = try await ids(script, list, "\(term)&searchat=\(columns.1)")
            let both = try await ids(script, list, "\(term)&searchat=\(columns.0)%7C\(columns.1)")
            #expect(Set(both) == Set(first + second), "\(columns)")
        }
    }

    @Test func searchforLooksInTheVendorsColumns() async throws {
        let script = Script(try await TestEngine())
        for (list, text) in [
            (List.debtor, "db0001"), (.debtor, "company x"), (.debtor, "JACKSON"), (.product, "p002"),
            (.product, "hosting SMALL"), (.service, "DB0001"), (.service, "P001"), (.service, "default product"),
        ] {
            let form = PHPForm.encode([RawParameter("searchfor", text)])
            #expect(try await ids(script, list, "&" + form) == ["1"], "\(text)")
        }
        // The first name is no default. Source: reference, 3.2.
        #expect(try await ids(script, .debtor, "&searchfor=john").isEmpty)
        #expect(try await ids(script, .debtor, "&searchfor=john&searchat=Initials") == ["1"])
    }

    @Test(arguments: [List.debtor, .product]) func aGroupNarrows(list: List) async throws {
        let engine = try await Self.engine()
        let script = Script(engine.service)
        let groups = try await engine.rows("SELECT DISTINCT GroupId FROM \(list.rawValue)_group").map { $0.text(0) }
        #expect(!groups.isEmpty)
        for group in groups + ["99999"] {
            let members = try await engine.rows("SELECT RecordId FROM \(list.rawValue)_group WHERE GroupId = \(group)")
            #expect(try await ids(script, list, "&group=\(group)").sorted() == members.map { $0.text(0) }.sorted())
        }
    }

    @Test func statusChoosesServices() async throws {
        let engine = try await Self.engine()
        let script = Script(engine.service)
        let list = "controller=service&action=list"
        let all = try await engine.rows("SELECT Identifier FROM service").map { $0.text(0) }
        let ended = try await engine.rows(
            "SELECT Identifier FROM service WHERE TerminationDate > '' AND TerminationDate < '2022-11-24'"
        ).map { $0.text(0) }
        #expect(ended.count >= 3)
        for (status, expected) in [
            ("&status=terminated", Set(ended)), ("&status=active", Set(all).subtracting(ended)),
            ("", Set(all).subtracting(ended)), ("&status=active%7Cterminated", Set(all)), ("&status=", Set(all)),
            ("&status=terminated|active", Set(all)),
        ] {
            let json = try await script.post(list + status).json()
            let rows = json["services"]?.items ?? []
            #expect(Set(rows.compactMap { $0["Identifier"]?.text }) == expected)
            #expect(json["totalresults"] == .number(.init(expected.count)))
        }
        #expect(
            try await script.post(list + "&status=done").errors() == [
                "status: “done” is niet een van active, terminated; leeg is alle, meer worden gescheiden door |."
            ])
    }

    @Test(arguments: sorted, ["created", "modified"]) func timesNarrow(list: List, name: String) async throws {
        let engine = try await Self.engine()
        let script = Script(engine.service)
        let column = name == "created" ? "Created" : "Modified"
        let times = try await engine.rows("SELECT Identifier, \(column) FROM \(list.rawValue)")
        let sorted = times.map { $0.text(1) }.sorted()
        let (from, to) = (sorted[sorted.count / 4], sorted[sorted.count * 3 / 4])
        let bounds: [(String?, String?)] = [
            (from, nil), (nil, to), (from, to), (String(from.prefix(10)), String(to.prefix(10))),
        ]
        for (from, to) in bounds {
            let parameters = [("from", from), ("to", to)].compactMap { part in part.1.map { RawParameter(part.0, $0) } }
            let form = PHPForm.encode([RawParameter(name, .map(parameters))])
            let end = to.map { $0.count == 10 ? $0 + " 23:59:59" : $0 } ?? "9999"
            let expected = times.filter { (from ?? "") <= $0.text(1) && $0.text(1) <= end }.map { $0.text(0) }
            #expect(try await ids(script, list, "&" + form).sorted() == expected.sorted())
        }
        #expect(try await script.post("\(list.form)&\(name)=2022-01-01").errors() == ["Invalid type for '\(name)'"])
    }
}
