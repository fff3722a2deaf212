import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

@testable import BillingEngine

/// A server of ours looks for what staff type, word by word and in any notation, for whoever asks for that.
@Suite struct RemoteWordSearchTests {
    private func list(_ typed: String) -> ListDebtors {
        var list = ListDebtors()
        list[ListParameters.searchFor] = typed
        list[ListParameters.searchAt] = Debtor.searched.joined(separator: "|")
        list[ListParameters.limit] = 80
        list.findsWords = true
        return list
    }

    @Test(arguments: [
        "bakkerink jan", "Bakkerink, Jan", "zomer bakkerink", "010 223 34 49", "0031 10 2233449", "06 12 34 56 70",
        "9899qx", "NL33BANK0999888776", "0999 8887 76", "88776",
    ]) func isFoundByWhateverACallerSaysInOneRequest(typed: String) async throws {
        let wire = CountedWire(try await TestEngine.withCafeZomer(), hears: true)
        let remote = wire.remote
        let page = try await SeenPages(remote).send(list(typed)).page
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == [7])
        #expect(page.isFoundByWords && remote.findsWords)
        #expect(wire.requests.withLock { $0.count } == 1)
    }

    /// An earlier version passes over the header; then it is asked as a vendor's system is.
    @Test func whoPassesOverTheWishIsAskedInOtherNotations() async throws {
        let wire = CountedWire(try await TestEngine.withCafeZomer(), hears: false)
        let remote = wire.remote
        let page = try await SeenPages(remote).send(list("010-2233449")).page
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == [7])
        #expect(!page.isFoundByWords && !remote.findsWords)
        #expect(wire.requests.withLock { $0.count } == 3)
    }

    @Test(arguments: [nil, "", "Words", "words, more"]) func withoutTheWishItIsTheVendorsSearch(wish: String?)
        async throws
    {
        let wire = CountedWire(try await TestEngine.withCafeZomer(), hears: true)
        let headers = wish.map { [WireHeader("Balie-Search", $0)] } ?? []
        for (typed, total) in [("bakkerink jan", 0), ("bakkerink", 1)] {
            let body = "api_key=k&controller=debtor&action=list&searchat=Initials|SurName&searchfor=\(typed)"
            let answer = try await wire.carry(WireRequest(path: "/", headers: headers, body: body.utf8))
            #expect(try JSONValue(parsing: answer.body)["totalresults"] == .number(.init(total)))
            #expect(answer.headers["Balie-Search"] == nil)
        }
    }

    /// A condition that is handed on as a search means that field alone.
    @Test func aConditionOnAFieldFindsNothingElsewhere() async throws {
        let wire = CountedWire(try await TestEngine.withCafeZomer(), hears: true)
        var list = ListDebtors()
        list.findsWords = true
        list.conditions = [RowCondition(Debtor.website.name, .contains("zomer"))]
        #expect(try await SeenPages(wire.remote).send(list).page.rows.isEmpty)
    }
}

/// The wire to an engine, with what went over it.
private final class CountedWire: Transport {
    let requests = Mutex<[WireRequest]>([])
    private let endpoint: HostFactEndpoint
    /// Whose database lives as long as it does.
    private let engine: TestEngine
    private let hears: Bool

    /// - Parameter hears: Whether the server sees headers that only ours know.
    init(_ engine: TestEngine, hears: Bool) {
        endpoint = HostFactEndpoint(serving: engine.service, clock: .fixed(TestEngine.seedMoment)) { _, _ in
            HostFactCaller(.full, "desk")
        }
        (self.engine, self.hears) = (engine, hears)
    }

    var remote: RemoteHostFactService { RemoteHostFactService(transport: self, key: "k") }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        requests.withLock { $0.append(request) }
        var request = request
        if !hears { request.headers = [] }
        return await endpoint.carry(request)
    }
}
