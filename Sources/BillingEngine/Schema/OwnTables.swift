import SQLStore

extension Tables {
    /// Keys are kept as hashes.
    static let apiKey = SQLTable(
        "api_key", .identity(id),
        [
            .text("name", .filled), .text("hash", .length([64])), .text("read_only", else: "0", .oneOf(["0", "1"])),
            .text("networks", else: ""), .text("created"), .text("revoked", else: ""),
        ],
        indexes: [SQLIndex("api_key_name", "name", isUnique: true, where: "revoked = ''")])

    /// Of an M4 account the name of the file with its secret, since a hash needs the secret.
    static let m4Account = SQLTable(
        "m4_account", .columns(["name"]),
        [
            .text("name", .filled), .text("secret_file", .filled), .text("allows_api", else: "1", .oneOf(["0", "1"])),
            .text("allows_get", else: "0", .oneOf(["0", "1"])),
            .optionalInteger("manager_id").pointing(at: Name.user, id), .text("created"),
        ])

    /// Answers to writes that carried an Idempotency-Key, stored with the write itself.
    static let answeredRequest = SQLTable(
        "answered_request", .columns(["caller", "key"]),
        [.text("caller"), .text("key", .filled), .text("fingerprint"), .text("answer"), .text("created")],
        indexes: [SQLIndex("answered_request_created", "created")], isWatched: false)

    /// A mail that is being handed over belongs to one program until its lease ends. `secret` is the password that
    /// the body tells, to be blotted out, `debtor` the one that it is to, where a program that knew of that wrote it. `next_attempt` and `lease_until` are universal time, the others local.
    static let mail = SQLTable(
        "mail_outbox", .identity(id),
        [
            .text("created"), .text("message_id", else: ""), .text("recipient", .filled), .text("subject"),
            .text("body"), .text("secret", else: ""),
            .text("state", else: QueuedMail.State.waiting.rawValue, .oneOf(QueuedMail.State.allCases.map(\.rawValue))),
            .integer("attempts", else: 0, .atLeast("0")), .text("next_attempt", else: ""),
            .text("lease_until", else: ""), .text("last_attempt", else: ""), .text("last_error", else: ""),
            .optionalInteger(OutgoingMail.debtorColumn),
        ],
        indexes: [
            SQLIndex("mail_outbox_state", "state", "next_attempt"),
            SQLIndex(
                "mail_outbox_debtor", OutgoingMail.debtorColumn, where: "\(OutgoingMail.debtorColumn) IS NOT NULL"),
        ])

    static let mailTemplate = SQLTable(
        "mail_template", .identity(id), [.text("name", .filled), .text("subject", .filled), .text("body")])

    /// Who has which record open in a form: `since` and `seen` are seconds since 1970 by the database's clock. On a server
    /// only, since beside a file it has a file of its own; see `PresenceTable`. It is no part of an installation: a copy
    /// leaves it out.
    static let presence = SQLTable(
        "presence", .columns(["form"]),
        [
            .text("form", .filled), .text("person", .filled), .text("origin", else: ""), .text("kind", .filled),
            .integer("record", .atLeast("1")), .integer("since"), .integer("seen"),
        ],
        indexes: [SQLIndex("presence_record", "kind", "record")], isWatched: false)
}
