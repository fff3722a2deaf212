import BillingAPI
import Testing

@Suite struct PHPFormTests {
    /// The outcomes of PHP's own parser. Source: HostFact reference, 2.3.
    @Test(arguments: [
        ("a[]=1&a[]=2", [RawParameter("a", .list([.text("1"), .text("2")]))]),
        ("b[x][y]=3", [RawParameter("b", .map([RawParameter("x", .map([RawParameter("y", "3")]))]))]),
        (
            "h[0][P]=1&h[0][Q]=2",
            [RawParameter("h", .list([.map([RawParameter("P", "1"), RawParameter("Q", "2")])]))]
        ),
        ("c.d=4&e f=5", [RawParameter("c_d", "4"), RawParameter("e_f", "5")]),
        ("g=1&g=2", [RawParameter("g", "2")]),
        ("i=", [RawParameter("i", "")]),
        ("Groups%5B0%5D=4&Groups%5B1%5D=7", [RawParameter("Groups", .list([.text("4"), .text("7")]))]),
        (
            "CustomPrices%5B0%5D%5BPeriods%5D=3",
            [RawParameter("CustomPrices", .list([.map([RawParameter("Periods", "3")])]))]
        ),
        (
            "modified%5Bfrom%5D=2026-01-01+00%3A00%3A00",
            [RawParameter("modified", .map([RawParameter("from", "2026-01-01 00:00:00")]))]
        ),
        ("Name=Caf%C3%A9%20Voorbeeld+BV", [RawParameter("Name", "Café Voorbeeld BV")]),
    ]) func readsAsPHPDoes(body: String, parameters: [RawParameter]) throws {
        #expect(try PHPForm.decode(body.utf8) == parameters)
    }

    @Test(arguments: [
        ("", []), ("&&", []), ("=1", []), ("[a]=1", []),
        ("a", [RawParameter("a", "")]), ("&&a=1&&", [RawParameter("a", "1")]), (" a=b=c", [RawParameter("a", "b=c")]),
        ("a[b=1", [RawParameter("a_b", "1")]), ("a]=1", [RawParameter("a]", "1")]),
        ("a[b]c=1", [RawParameter("a", .map([RawParameter("b", "1")]))]),
        ("a[b][c=1", [RawParameter("a", .map([RawParameter("b", "1")]))]),
        ("a[b.c]=1", [RawParameter("a", .map([RawParameter("b.c", "1")]))]),
        ("a=1&a[b]=2", [RawParameter("a", .map([RawParameter("b", "2")]))]),
        ("a[b]=2&a=1", [RawParameter("a", "1")]),
        ("a[1]=x&a[3]=y", [RawParameter("a", .map([RawParameter("1", "x"), RawParameter("3", "y")]))]),
        ("a[4]=x&a[]=y", [RawParameter("a", .map([RawParameter("4", "x"), RawParameter("5", "y")]))]),
        (
            "a[9223372036854775807]=x&a[]=y",
            [RawParameter("a", .map([RawParameter("9223372036854775807", "x"), RawParameter("0", "y")]))]
        ),
        ("a=%", [RawParameter("a", "%")]), ("a=%4", [RawParameter("a", "%4")]), ("a=%zz", [RawParameter("a", "%zz")]),
        ("a=100%&b=%e2%82%ac", [RawParameter("a", "100%"), RawParameter("b", "€")]),
    ]) func neverStumblesOverOddBodies(body: String, parameters: [RawParameter]) throws {
        #expect(try PHPForm.decode(body.utf8) == parameters)
    }

    @Test(arguments: [
        ("a=%FF", "“\u{FFFD}” is not UTF-8; send text as UTF-8."),
        ("a[1][2][3][4]=x", "“a[1][2][3][4]” is nested deeper than 3 levels."),
        ("a=1&b=2&c=3&d=4", "There are more than 3 parameters; send fewer in one request."),
        ("a=12345678901234567890", "The body is 22 bytes long; at most 20 are taken."),
    ]) func refusesWithASentence(body: String, sentence: String) {
        let limits = WireLimits(bytes: 20, nesting: 3, parameters: 3)
        #expect(throws: APIError.self) { try PHPForm.decode(body.utf8, limits: limits) }
        do throws(APIError) {
            _ = try PHPForm.decode(body.utf8, limits: limits)
        } catch {
            #expect(error.message.english == sentence)
        }
    }

    /// The recorded bodies, and the rules of `http_build_query`. Source: HostFact reference, 2.3 and section 15.
    @Test(arguments: [
        (
            [
                RawParameter("api_key", "secret"), RawParameter("controller", "invoice"),
                RawParameter("action", "list"), RawParameter("searchat", "DebtorCode"),
                RawParameter("searchfor", "DB100"), RawParameter("status", "0"), RawParameter("sort", "Modified"),
            ],
            "api_key=secret&controller=invoice&action=list&searchat=DebtorCode&searchfor=DB100&status=0&sort=Modified"
        ),
        (
            [
                RawParameter("api_key", "secret"), RawParameter("controller", "invoice"), RawParameter("action", "add"),
                RawParameter("DebtorCode", "DB100"), RawParameter("ReferenceNumber", "PO123456"),
                RawParameter(
                    "InvoiceLines",
                    .list([
                        .map([RawParameter("Description", "test@test.nl"), RawParameter("PriceExcl", "2222")])
                    ])),
            ],
            "api_key=secret&controller=invoice&action=add&DebtorCode=DB100&ReferenceNumber=PO123456"
                + "&InvoiceLines%5B0%5D%5BDescription%5D=test%40test.nl&InvoiceLines%5B0%5D%5BPriceExcl%5D=2222"
        ),
        (
            [
                RawParameter("api_key", "wrong_secret"), RawParameter("controller", "invoice"),
                RawParameter("action", "list"),
            ], "api_key=wrong_secret&controller=invoice&action=list"
        ),
        ([RawParameter("CompanyName", "Voorbeeld BV")], "CompanyName=Voorbeeld+BV"),
        ([RawParameter("Name", "Café~-_.")], "Name=Caf%C3%A9%7E-_."),
        ([RawParameter("Groups", .list([.text("4"), .text("7")]))], "Groups%5B0%5D=4&Groups%5B1%5D=7"),
        ([RawParameter("Groups", ""), RawParameter("Lines", .list([])), RawParameter("Map", .map([]))], "Groups="),
    ]) func writesAsPHPDoes(parameters: [RawParameter], body: String) throws {
        #expect(PHPForm.encode(parameters) == body)
        #expect(try PHPForm.encode(PHPForm.decode(body.utf8)) == body)
    }

    @Test func everyTextComesBackUnchanged() throws {
        let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init))) + "👍\u{202E}\r\n"
        let parameters = [RawParameter("a", .map([RawParameter("Köln & co", .text(text))]))]
        #expect(try PHPForm.decode(PHPForm.encode(parameters).utf8) == parameters)
    }
}
