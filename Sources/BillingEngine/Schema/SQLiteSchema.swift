import SQLStore

/// What a database file is made by, and by which scripts one of an earlier version becomes the same.
enum SQLiteSchema {
    static let current = SQLSchema(
        [version1, version2, version3, version4, version5, version6, version7, version8], applicationID: applicationID,
        // Version 5 says what may not be given out again, version 6 who changed what, version 7 whose a mail is, version 8 has
        // indexes only.
        readableSince: 4,
        whole: { SQLiteTables.script(making: Tables.all) }, contents: StandardMailTemplates.insert)

    /// “BALI” in the header of every database of ours, by which `file` and Balie tell it from others.
    private static let applicationID = 0x4241_4C49
}
