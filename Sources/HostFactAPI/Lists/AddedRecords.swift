import BillingAPI
import BillingModel

// Where a record is looked for of which nobody knows whether it was added.

extension AddDebtor: AddingAction {
    public func candidates(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool
    ) async throws(APIError) -> [AddedCandidate]? {
        try await ListDebtors().added(since: day, in: service, where: isAlike) {
            ShowDebtor($0)
        } name: {
            [$0.text(Debtor.code), Debtor.ownName(of: $0)]
        }
    }
}

extension AddProduct: AddingAction {
    public func candidates(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool
    ) async throws(APIError) -> [AddedCandidate]? {
        try await ListProducts().added(since: day, in: service, where: isAlike) {
            ShowProduct($0)
        } name: {
            [$0.text(Product.code), $0.text(Product.name)]
        }
    }
}

extension AddService: AddingAction {
    public func candidates(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool
    ) async throws(APIError) -> [AddedCandidate]? {
        var list = ListServices()
        // One that was given an end at once is there too.
        list.arguments[text: ListParameters.status.declaration] = ""
        return try await list.added(since: day, in: service, where: isAlike) {
            ShowService($0)
        } name: {
            [$0.text(Subscription.identifier), $0.text(Subscription.debtorCode), $0.text(Subscription.description)]
        }
    }
}

extension AddGroup: AddingAction {
    /// Nothing tells when a group was made.
    public func candidates(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool
    ) async throws(APIError) -> [AddedCandidate]? {
        var list = ListGroups()
        list.arguments[text: Group.type.declaration] = arguments[text: Group.type.declaration]
        let groups = try await service.send(list, .anew)
        guard groups.isWhole else { return nil }
        let alike = groups.rows.filter { isAlike(Found($0)) }
        return alike.map { AddedCandidate(name: $0.text(Group.name), record: Found($0), created: nil) }
    }
}

extension Listed {
    /// Whether no more rows match than are here.
    fileprivate var isWhole: Bool { page.rows.count < ListParameters.mostRows && page.total ?? 0 <= page.rows.count }
}

extension ListAction {
    fileprivate func added<Show: RecordReading>(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool,
        _ show: (Int) -> Show, name: (Record<Kind>) -> [String]
    ) async throws(APIError) -> [AddedCandidate]? where Show.Answer == Found<Kind> {
        var list = self
        list.arguments[ListParameters.createdFrom] = day.text
        let rows = try await service.send(list, .anew)
        guard rows.isWhole else { return nil }
        let alike = rows.rows.filter { isAlike(Found($0)) }.compactMap { $0[Kind.identifier] }
        guard alike.count <= AddedCandidate.most else { return nil }
        var candidates: [AddedCandidate] = []
        for identifier in alike {
            let found = try await service.send(show(identifier), .anew)
            candidates.append(
                AddedCandidate(
                    name: name(found.record).filter { !$0.isEmpty }.joined(separator: " "), record: found,
                    created: found.record[member: ObjectMember.created]))
        }
        return candidates
    }
}
