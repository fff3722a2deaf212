import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API

extension StubService {
    /// Answers every question about the small office, and accepts every change.
    static func office(
        debtors: [Record<Debtor>] = Sample.debtors, services: [Record<Subscription>] = Sample.services,
        users: [Record<User>] = Sample.users, without reasons: [ActionName: LocalizedText] = [:]
    ) async -> StubService {
        let stub = StubService(without: reasons)
        await stub.show(debtors: debtors)
        await stub.show(services: services)
        await stub.show(users: users)
        await stub.answer(ListProducts.self) { $0.page(of: Sample.products) { $0.text(Product.name) } }
        await stub.answer(ShowProduct.self) { arguments throws(APIError) in
            let code = arguments[Product.code]
            return Found(
                try found(Sample.products) {
                    $0[Product.identifier] == arguments[Product.identifier] || $0.text(Product.code) == code
                })
        }
        await stub.answer(ListGroups.self) { arguments in
            let isOfProducts = arguments[ListParameters.type] == GroupType.product.rawValue
            let rows = isOfProducts ? Sample.productGroups : Sample.groups
            return Listed(total: rows.count, offset: 0, filters: [], rows: rows)
        }
        await stub.answer(ShowGroup.self) { arguments throws(APIError) in
            Found(
                try found(Sample.groups + Sample.productGroups) {
                    $0[Group.identifier] == arguments[Group.identifier]
                })
        }
        await stub.answer(ListReferences.self) { _ in
            [M4Reference(id: 1, code: "EUR", name: "Euro"), M4Reference(id: 2, code: "USD", name: "Dollar")]
        }
        await stub.answer(ReadCustomerState.self) { _ in
            CustomerState(temporaryPasswordUntil: nil, mails: [], mailCount: 0)
        }
        await stub.acceptChanges()
        return stub
    }

    func show(debtors: [Record<Debtor>]) {
        answer(ListDebtors.self) {
            $0.page(of: debtors) { $0.text(Debtor.code) + " " + $0.text(Debtor.companyName) }
        }
        answer(ShowDebtor.self) { arguments throws(APIError) in
            let code = arguments[Debtor.code]
            return Found(
                try found(debtors) {
                    $0[Debtor.identifier] == arguments[Debtor.identifier] || $0.text(Debtor.code) == code
                })
        }
    }

    func show(services: [Record<Subscription>]) {
        answer(ListServices.self) {
            $0.page(of: services) {
                $0.text(Subscription.debtorCode) + $0.text(Subscription.debtor) + " "
                    + $0.text(Subscription.productCode)
            }
        }
        answer(ShowService.self) { arguments throws(APIError) in
            Found(try found(services) { $0[Subscription.identifier] == arguments[Subscription.identifier] })
        }
    }

    func show(users: [Record<User>]) {
        answer(BrowseUsers.self) { _ in Page(offset: 0, rows: users, total: users.count) }
        answer(ReadUser.self) { arguments throws(APIError) in
            UserRecord(try found(users) { $0[User.id] == arguments[User.id] })
        }
    }

    private func acceptChanges() {
        answer(EditDebtor.self) { _ in Changed(["Debiteur is bewerkt"], Sample.debtors[0]) }
        answer(UpdateLoginCredentials.self) { _ in Changed(["Login is gewijzigd"], Sample.debtors[0]) }
        answer(EditProduct.self) { _ in Found(Sample.products[0]) }
        answer(AddService.self) { _ in Changed(["Dienst is aangemaakt"], Sample.services[0]) }
        answer(TerminateService.self) { _ in Changed(["Dienst is opgezegd"], Sample.services[0]) }
        answer(UpdateUserDetails.self) { _ in UserUpdated() }
    }

    /// A vendor's refusal of one action, in its own words.
    func refuse<Action: APIAction>(_ action: Action.Type, _ words: String, problems: [Problem] = []) {
        answer(action) { _ throws(APIError) -> Action.Answer in
            throw APIError(.invalidInput, LocalizedText(verbatim: words), problems: problems)
        }
    }
}

private func found<Kind>(
    _ records: [Record<Kind>], _ matches: (Record<Kind>) -> Bool
) throws(APIError) -> Record<Kind> {
    guard let record = records.first(where: matches) else {
        throw APIError(.notFound, LocalizedText(verbatim: "There is no such record."))
    }
    return record
}

extension Arguments {
    /// The rows of the wanted window that contain the search term.
    func page<Kind>(of rows: [Record<Kind>], total: Int? = nil, searched: (Record<Kind>) -> String) -> Listed<Kind> {
        let term = (self[ListParameters.searchFor] ?? "").lowercased()
        let matching = rows.filter { term.isEmpty || searched($0).lowercased().contains(term) }
        let offset = self[ListParameters.offset] ?? 0
        let window = matching.dropFirst(offset).prefix(self[ListParameters.limit] ?? 1000)
        return Listed(total: total ?? matching.count, offset: offset, filters: [], rows: Array(window))
    }
}
