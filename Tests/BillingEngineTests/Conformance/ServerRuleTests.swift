import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// What the server's part of the checklist, section 17, says of rules: partial edits, derived dates and amounts.
@Suite struct ServerRuleTests {
    @Test(
        "17: partial edits, also inside Subscription; Groups= clears",
        arguments: [
            ("debtor", "7", "City=Ede", ["City"]), ("debtor", "7", "City=", ["City"]),
            ("debtor", "7", "Groups=", ["Groups"]), ("debtor", "7", "Groups[]=3", []),
            ("product", "5", "PriceExcl=3", ["PriceExcl"]), ("product", "5", "Groups[0]=1", ["Groups"]),
            (
                "service", "11", "Subscription[Description]=Anders", ["Subscription.Description"]
            ),
            (
                "service", "11", "Subscription[Number]=2",
                ["Subscription.Number", "Subscription.AmountExcl", "Subscription.AmountIncl"]
            ),
            (
                "service", "11", "Subscription[DiscountPercentage]=50",
                [
                    "Subscription.DiscountPercentage", "Subscription.AmountExcl",
                    "Subscription.AmountIncl",
                ]
            ), ("group", "3", "GroupName=Anders", ["GroupName"]), ("group", "3", "Items[]=7", ["Items"]),
        ])
    func onlyWhatIsGivenChanges(controller: String, id: String, form: String, changed: [String]) async throws {
        let script = try await ExampleInstallation().script()
        let name = "controller=\(controller)&Identifier=\(id)"
        let before = try #require(try await script.post("\(name)&action=show").json()[controller])
        let after = try #require(try await script.post("\(name)&action=edit&\(form)").json()[controller])
        #expect(Set(Self.differences(before, after, "")).subtracting(["Modified"]) == Set(changed))
    }

    private static func differences(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        guard case .object(let members) = new, path.isEmpty || path == "Subscription" else {
            return old == new ? [] : [path]
        }
        return members.flatMap { member in
            differences(old[member.name] ?? .null, member.value, path.isEmpty ? member.name : "\(path).\(member.name)")
        }
    }

    /// The vectors of 12.4; the last ones, with number and discount, follow the same formula (inferred).
    @Test(
        "17: derived dates and amounts of 12.4-12.6: amounts",
        arguments: [
            ("250", "1", "302.5", "250", "302.5", ""), ("250", "2", "302.5", "500", "605", ""),
            ("11.5", "1", "13.915", "11.5", "13.92", ""), ("15", "1", "18.15", "15", "18.15", ""),
            ("25", "1", "30.25", "25", "30.25", ""), ("35", "1", "42.35", "35", "42.35", ""),
            ("50", "1", "60.5", "50", "60.5", ""), ("500", "1", "605", "500", "605", ""),
            ("12.5", "1", "15.125", "25", "30.25", "&Subscription[Number]=2"),
            ("10", "1", "12.1", "9", "10.89", "&Subscription[DiscountPercentage]=10"),
        ])
    func amounts(
        price: String, periods: String, priceIncl: String, excl: String, incl: String, more: String
    ) async throws {
        let answer = try await ExampleInstallation().script().post(
            "controller=service&action=add&Debtor=7&Subscription[Description]=x&Subscription[PriceExcl]=\(price)&Subscription[Periods]=\(periods)&Subscription[Periodic]=m\(more)"
        )
        let subscription = try #require(try answer.json()["service"]?["Subscription"])
        let found = ["PriceIncl", "AmountExcl", "AmountIncl"].map { subscription[$0]?.encoded() }
        #expect(found == [priceIncl, excl, incl])
    }

    @Test(
        "17: derived dates and amounts of 12.4-12.6: dates of a new service",
        arguments: [
            ("2017-01-16", "1", "m", "2017-02-16", "2017-01-02"), ("2018-03-14", "1", "m", "2018-04-14", "2018-02-28"),
            ("2018-07-13", "1", "j", "2019-07-13", "2018-06-29"), ("2016-05-01", "1", "m", "2016-06-01", "2016-04-17"),
            ("2019-05-17", "1", "m", "2019-06-17", "2019-05-03"), ("2026-11-09", "1", "m", "2026-12-09", "2026-10-26"),
            ("2026-01-01", "2", "w", "2026-01-15", "2025-12-18"), ("2026-01-01", "10", "d", "2026-01-11", "2025-12-18"),
            ("2026-01-01", "1", "k", "2026-04-01", "2025-12-18"), ("2026-01-01", "1", "h", "2026-07-01", "2025-12-18"),
            ("2026-01-01", "1", "t", "2028-01-01", "2025-12-18"),
        ])
    func datesOfANewService(
        today: String, periods: String, unit: String, end: String, next: String
    ) async throws {
        let script = try await ExampleInstallation().script(at: ExampleInstallation.moment(today))
        let answer = await script.post(
            "controller=service&action=add&Debtor=7&Subscription[Description]=x&Subscription[PriceExcl]=1&Subscription[Periods]=\(periods)&Subscription[Periodic]=\(unit)"
        )
        let subscription = try #require(try answer.json()["service"]?["Subscription"])
        let names = [
            "StartPeriod", "EndPeriod", "NextDate", "ContractPeriods", "ContractPeriodic", "StartContract",
            "EndContract",
        ]
        #expect(names.map { subscription[$0]?.text } == [today, end, next, periods, unit, today, end])
    }

    @Test("12.5: another number of periods moves the period's end and the contract's length, nothing else")
    func anotherNumberOfPeriods() async throws {
        let script = try await ExampleInstallation().script()
        let before = try #require(
            try await script.post("controller=service&action=show&Identifier=11").json()["service"])
        let after = try #require(
            try await script.post("controller=service&action=edit&Identifier=11&Subscription[Periods]=2").json()[
                "service"])
        let changed = Self.differences(before, after, "").filter { $0 != "Modified" }
        #expect(
            changed
                == ["Periods", "EndPeriod", "ContractPeriods", "AmountExcl", "AmountIncl"].map { "Subscription.\($0)" })
        #expect(after["Subscription"]?["EndPeriod"]?.text == "2026-05-01")
    }

    @Test(
        "17: derived dates and amounts of 12.4-12.6: the default termination date",
        arguments: [
            ("2019-05-17", "2018-01-14", "m", "2019-07-14"), ("2019-05-17", "2018-07-13", "j", "2019-07-13"),
            ("2019-05-17", "2018-01-14", "j", "2020-01-14"), ("2022-11-24", "2018-01-14", "m", "2023-01-14"),
            ("2026-10-09", "2023-03-22", "m", "2026-11-22"),
        ])
    func defaultTermination(today: String, start: String, unit: String, end: String) async throws {
        let script = try await ExampleInstallation().script(at: ExampleInstallation.moment(today))
        _ = await script.post(
            "controller=service&action=edit&Identifier=11&Subscription[StartContract]=\(start)&Subscription[ContractPeriods]=1&Subscription[ContractPeriodic]=\(unit)"
        )
        let service = try #require(
            try await script.post("controller=service&action=terminate&Identifier=11").json()["service"])
        #expect(service["Subscription"]?["TerminationDate"]?.text == end)
        #expect(
            service["Termination"]?.encoded()
                == #"{"Date":"\#(end)","Created":"\#(today) 11:00:00","Status":"pending"}"#)
        #expect(service["Status"]?.text == "active")
    }
}
