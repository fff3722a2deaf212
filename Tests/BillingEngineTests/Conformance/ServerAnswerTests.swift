import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// What the server's part of the checklist, section 17, says of answers: kinds, keys and messages.
@Suite struct ServerAnswerTests {
    /// Every number, and whatever the vendor never writes, by its path.
    private struct Kinds {
        var numbers: Set<String> = []
        var foreign: [String] = []

        mutating func walk(_ value: JSONValue, _ path: String) {
            switch value {
            case .string: break
            case .number: numbers.insert(path)
            case .boolean, .null: foreign.append(path)
            case .array(let values): for value in values { walk(value, path) }
            case .object(let members):
                if members.isEmpty { foreign.append(path) }
                for member in members {
                    // What is kept by id has the id for a name.
                    let name = Int(member.name) == nil ? member.name : "*"
                    walk(member.value, path.isEmpty ? name : "\(path).\(name)")
                }
            }
        }
    }

    private static let amounts = ["PriceIncl", "TaxPercentage", "DiscountPercentage", "AmountExcl", "AmountIncl"]
    private static let counts = ["totalresults", "currentresults", "offset"]

    @Test(
        "17: typing of 2.8; empty maps as []; no null anywhere",
        arguments: [
            ("controller=debtor&action=show&Identifier=7", []),
            ("controller=debtor&action=add&CompanyName=x", []),
            ("controller=debtor&action=list&limit=1", counts),
            ("controller=product&action=show&Identifier=5", ["product.TaxPercentage"]),
            (
                "controller=product&action=edit&Identifier=5&CustomPrices[0][Periods]=3&CustomPrices[0][Periodic]=m&CustomPrices[0][PriceExcl]=3",
                ["product.TaxPercentage", "product.CustomPrices.PriceIncl"]
            ), ("controller=product&action=list", counts + ["products.TaxPercentage"]),
            ("controller=service&action=show&Identifier=11", amounts.map { "service.Subscription.\($0)" }),
            (
                "controller=service&action=terminate&Identifier=11",
                amounts.map { "service.Subscription.\($0)" }
            ),
            (
                "controller=service&action=list",
                counts + amounts.dropFirst().map { "services.Subscription.\($0)" }
            ), ("controller=group&action=show&Identifier=3", []), ("controller=group&action=show&Identifier=1", []),
            ("controller=group&action=list&type=debtor", counts), ("controller=debtor&action=fly", []),
        ])
    func kindsAreTheVendors(form: String, numbers: [String]) async throws {
        let answer = try await ExampleInstallation().script().post(form)
        var kinds = Kinds()
        kinds.walk(try answer.json(), "")
        #expect(kinds.numbers == Set(numbers))
        #expect(kinds.foreign == [])
    }

    @Test("2.8: a whole amount has no decimals, a price no zeros at its end")
    func numbersAreTrimmed() async throws {
        let script = try await ExampleInstallation().script()
        _ = await script.post("controller=service&action=edit&Identifier=11&Subscription[PriceExcl]=250.00")
        let text = await script.post("controller=service&action=show&Identifier=11").text
        #expect(text.contains(#""PriceExcl":"250","PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"#))
        #expect(text.contains(#""AmountExcl":250,"AmountIncl":302.5}"#))
    }

    @Test(
        "17: rows key omitted on empty result; filters only when parameters were sent, values as strings",
        arguments: [
            ("debtor", "", 2, nil), ("debtor", "&searchfor=bestaatniet", 0, #"{"searchfor":"bestaatniet"}"#),
            ("debtor", "&offset=50", 0, nil), ("debtor", "&limit=1&offset=50", 0, #"{"limit":"1"}"#),
            ("debtor", "&searchfor=", 2, #"{"searchfor":""}"#),
            (
                "debtor", "&group=3&modified[to]=2026-12-31&order=DESC&sort=City", 2,
                #"{"sort":"City","order":"DESC","group":"3","modified":{"to":"2026-12-31"}}"#
            ), ("product", "&group=1", 0, #"{"group":"1"}"#), ("service", "", 1, nil),
            // The order that was recorded. Source: reference, 3.3.
            (
                "service", "&searchat=DebtorCode&searchfor=DB100&status=terminated&sort=Modified", 0,
                #"{"sort":"Modified","searchat":"DebtorCode","searchfor":"DB100","status":"terminated"}"#
            ), ("service", "&status=", 1, #"{"status":""}"#), ("group", "&type=creditor", 0, #"{"type":"creditor"}"#),
            ("group", "&type=debtor&limit=7", 1, #"{"limit":"7","type":"debtor"}"#),
        ])
    func emptyListsHaveNoRows(controller: String, form: String, rows: Int, filters: String?) async throws {
        let answer = try await ExampleInstallation().script().post("controller=\(controller)&action=list\(form)")
        let json = try answer.json()
        #expect((json["\(controller)s"]?.items ?? []).count == rows)
        if rows == 0 { #expect(json["\(controller)s"] == nil) }
        #expect(json["totalresults"] == .number(.init(rows)))
        #expect(json["currentresults"] == .number(.init(rows)))
        #expect(json["offset"] == .number(form.contains("offset=50") ? 50 : 0))
        #expect(json["filters"]?.encoded() == filters)
    }

    @Test(
        "17: success present/absent exactly as in section 14",
        arguments: [
            ("debtor&action=add&CompanyName=x", ["Debiteur 'DB0010' is aangemaakt"]),
            ("debtor&action=edit&Identifier=7&City=Ede", ["Debiteur 'DB0007' is bewerkt"]),
            (
                "debtor&action=updatelogincredentials&Username=DB0007&EmailAddress=eva@zon.example&Password=x&SendPasswordForgotEmail=yes",
                [
                    "De e-mail met inloggegevens is verzonden naar: eva@zon.example",
                    "De inloggegevens voor debiteur 'DB0007' zijn gewijzigd",
                ]
            ),
            (
                "debtor&action=updatelogincredentials&Username=DB0007&EmailAddress=eva@zon.example&NewUsername=eva",
                ["De inloggegevens voor debiteur 'DB0007' zijn gewijzigd"]
            ), ("debtor&action=show&Identifier=7", nil), ("debtor&action=list", nil),
            ("product&action=add&ProductName=x&ProductKeyPhrase=x&PriceExcl=1", nil),
            ("product&action=edit&Identifier=5&PriceExcl=1", nil),
            ("product&action=delete&Identifier=5", ["Product P005 is verwijderd"]),
            ("service&action=add&Debtor=7&Subscription[ProductCode]=P005", ["Dienst is aangemaakt"]),
            ("service&action=edit&Identifier=11&Subscription[Number]=2", nil),
            (
                "service&action=terminate&Identifier=11&Date=2016-01-01",
                ["Dienst is opgezegd met opzegdatum 01-01-2016"]
            ), ("group&action=add&GroupName=X&Type=product", ["Productgroep 'X' is aangemaakt"]),
            ("group&action=edit&Identifier=1&GroupName=Y", ["Productgroep 'Y' is bewerkt"]),
            ("group&action=delete&Identifier=1", ["Productgroep 'Toestellen' is verwijderd"]),
            // These two words are inferred. Source: reference, section 7.
            ("group&action=edit&Identifier=3&Items=", ["Debiteurgroep 'Winkels' is bewerkt"]),
            ("group&action=add&GroupName=Z&Type=creditor", ["Crediteurgroep 'Z' is aangemaakt"]),
        ])
    func messagesAreTheVendors(form: String, messages: [String]?) async throws {
        let answer = try await ExampleInstallation().script().post("controller=\(form)")
        #expect(try answer.json()["status"]?.text == "success", "\(answer.text)")
        #expect(try answer.json()["success"] == messages.map(JSONValue.strings))
        // What was deleted is not shown any more.
        let controller = String(form.prefix { $0 != "&" })
        if form.contains("action=delete") { #expect(try answer.json()[controller] == nil) }
    }
}
