import BillingAPI

extension UserRecord {
    /// Calls change the balance and logging in is no change of the user, so that neither counts.
    public var tag: EntityTag? { givenTag ?? contentTag }

    public func tagged(_ tag: EntityTag) -> UserRecord {
        var answer = self
        answer.givenTag = tag
        return answer
    }

    private var contentTag: EntityTag {
        let columns = element.first("user")?.elements ?? []
        let lasting = columns.filter { ![User.balance.name, "frozen_balance", "logged"].contains($0.name) }
        return EntityTag(of: M4Element("user", lasting).document)
    }
}
