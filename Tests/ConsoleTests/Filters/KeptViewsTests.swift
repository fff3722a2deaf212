import Testing

@testable import Console

/// What somebody keeps of how lists are seen, and the file that says it.
@Suite struct KeptViewsTests {
    private static var leiden: SavedView {
        var view = SavedView("In \"Leiden\" \\ x")
        (view.filter, view.sort, view.isDescending) = ("plaats:\"Den Haag\" !jan", "City", true)
        (view.thenBy, view.thenDescending) = ("CompanyName", false)
        view.columns = [ChosenColumn("City", width: 20), ChosenColumn("phone")]
        return view
    }

    @Test func whatIsWrittenIsReadAgain() {
        var views = KeptViews()
        views.apply(.save(Self.leiden, .debtors))
        views.apply(.save(SavedView("東京"), .debtors))
        views.apply(.save(SavedView("ends"), .services))
        views.apply(.columns([ChosenColumn("balance"), ChosenColumn("username", width: 9)], .users))
        #expect(KeptViews(reading: views.text) == views)
        #expect(KeptViews(reading: KeptViews().text) == KeptViews())
    }

    @Test func theFileIsPlainTOML() {
        var views = KeptViews()
        views.apply(.save(Self.leiden, .debtors))
        views.apply(.columns([ChosenColumn("City", width: 20), ChosenColumn("phone")], .debtors))
        #expect(
            views.text == """
                # How the lists are seen; Balie writes this file anew when that changes.

                [debtors]
                columns = "City:20 phone"

                [debtors.view."In \\"Leiden\\" \\\\ x"]
                filter = "plaats:\\"Den Haag\\" !jan"
                sort = "City"
                descending = true
                then = "CompanyName"
                then_descending = false
                columns = "City:20 phone"

                """)
    }

    @Test func aViewOfTheSameNameTakesItsPlaceAndARemovedOneIsGone() {
        var views = KeptViews()
        views.apply(.save(SavedView("a"), .users))
        var other = SavedView("a")
        other.filter = "balance<0"
        views.apply(.save(other, .users))
        #expect(views.views(of: .users) == [other])
        views.apply(.remove("a", .users))
        #expect(views == KeptViews())
    }

    @Test func whatIsNotUnderstoodCostsNothingElse() {
        let views = KeptViews(
            reading: """
                nonsense
                [debtors]
                columns = 3
                colour = "red"
                [debtors.view.good]
                filter = "city:leiden"
                sort = true
                [planets]
                columns = "x"
                """)
        var good = SavedView("good")
        good.filter = "city:leiden"
        #expect(views.views(of: .debtors) == [good])
        #expect(views.columns(of: .debtors) == nil)
    }
}
