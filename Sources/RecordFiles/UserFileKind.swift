import BillingAPI
import BillingModel
import M4API

extension FileKind {
    /// M4's users. Its interface adds none that Balie has.
    public static let users = FileKind(
        name: "users", identifier: User.id.declaration, keys: [User.username.declaration, User.id.declaration],
        fields: UpdateUserDetails.declaration.parameters.filter { !$0.isSecret && $0 != User.id.declaration },
        listParameters: [BrowseUsers.sort, BrowseUsers.order, BrowseUsers.searchFor].map(\.declaration),
        add: nil,
        edit: { id, given throws(APIError) in
            try UpdateUserDetails(parsing: [RawParameter(User.id.name, String(id))] + given, unknown: .refused)
        },
        list: { service, given, offset, most throws(APIError) in
            let paging = [
                RawParameter(BrowseUsers.offset.name, String(offset)),
                RawParameter(BrowseUsers.limit.name, String(most)),
            ]
            let page = try await service.send(BrowseUsers(parsing: given + paging, unknown: .refused))
            let rows = page.rows.map { user in
                ListedRow(identifier: user[User.id]) { $0.isSecret ? nil : user[text: $0] }
            }
            return Rows(rows: rows, total: page.total)
        },
        read: { service, id throws(APIError) in try await service.send(ReadUser(id)) },
        find: { service, key, text throws(APIError) in
            let id: Int?
            if key == User.id.declaration {
                id = Int(text)
            } else {
                let view = try await known { () throws(APIError) in
                    var action = ShowUser()
                    action[User.username] = text
                    return try await service.send(action)
                }
                id = view?.identifier
            }
            guard let id else { return nil }
            return try await known { () throws(APIError) in try await service.send(ReadUser(id)) }
        })
}
