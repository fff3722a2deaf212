import Testing

/// A change of user 3 that M4 must refuse.
struct UserRefusal: Sendable, CustomTestStringConvertible {
    var parameters: [String]
    var error = "User was not updated"
    var sentences: [String]

    init(_ parameters: String..., error: String = "User was not updated", says sentences: String...) {
        self.parameters = parameters
        self.error = error
        self.sentences = sentences
    }

    var testDescription: String { parameters.joined(separator: " ") }

    /// What `balie call m4` prints.
    var document: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <page>
          <status>
            <error>\(error)</error>
            <message>\(sentences.joined(separator: " "))</message>
          </status>
        </page>

        """
    }

    static let all = [
        UserRefusal("tax1_value=101", says: "tax1_value: 101 must be between 0 and 100."),
        UserRefusal(
            "warning_email_hour=24",
            says: "warning_email_hour: “24” is not one of -1, "
                + (1...23).map(String.init).joined(separator: ", ") + "."),
        UserRefusal("hidden=yes", says: "hidden: “yes” is not one of 1, 0."),
        UserRefusal("colour=red", says: "m4 user_details_update has no parameter “colour”."),
        UserRefusal("by=2030", "bm=2", "bd=30", says: "by, bm, bd: “2030-2-30” is not a day of the calendar."),
        UserRefusal("by=2030", "bm=13", "bd=1", says: "bm must be between 1 and 12"),
        UserRefusal("by=2030", "bm=12", says: "by, bm, bd are one date; bd is missing."),
        UserRefusal("by=2030", "bm=12", "bd=first", says: "bd: “first” is not a whole number."),
        UserRefusal(
            "responsible_manager_id=3", error: "Manager is invalid",
            says: "responsible_manager_id: there is no manager 3."),
        UserRefusal(
            "hidden=7", "tax1_value=101",
            says: "hidden: “7” is not one of 1, 0.", "tax1_value: 101 must be between 0 and 100."),
    ]
}
