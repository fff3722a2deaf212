import BillingAPI
import BillingModel

// A bulk run that is under way, or was.
extension Texts {
    // MARK: How far it is

    func counts(_ counts: BulkCounts, of all: Int) -> String {
        var parts = [
            pick(
                "\(grouped(counts.done)) of \(grouped(all)) done", "\(grouped(counts.done)) van \(grouped(all)) gedaan")
        ]
        if counts.skipped > 0 {
            parts.append(pick("\(grouped(counts.skipped)) skipped", "\(grouped(counts.skipped)) overgeslagen"))
        }
        if counts.refused > 0 {
            parts.append(pick("\(grouped(counts.refused)) refused", "\(grouped(counts.refused)) geweigerd"))
        }
        if counts.undecided > 0 {
            parts.append(pick("\(grouped(counts.undecided)) undecided", "\(grouped(counts.undecided)) onbeslist"))
        }
        return parts.joined(separator: ", ")
    }
    func timeLeft(_ time: Duration) -> String { pick("\(spoken(time)) left", "nog \(spoken(time))") }
    var stopping: String { pick("It stops after what is under way…", "Het stopt na wat onderweg is…") }
    var runGoesOn: String {
        pick(
            "The run goes on when you leave this page. Stopped, it can be gone on with later.",
            "De ronde gaat door als u deze pagina verlaat. Gestopt kan er later mee worden verdergegaan.")
    }
    var someIsOpen: String {
        pick(
            "Something is left to do: it stays here, also after Balie was left, until it is done or dropped.",
            "Er is nog iets te doen: het blijft hier, ook nadat Balie is verlaten, tot het gedaan is of weggegooid.")
    }

    func outcome(_ state: BulkRowState) -> String {
        switch state {
        case .waiting: pick("waits", "wacht")
        case .sending: pick("is sent", "wordt verzonden")
        case .done: pick("✓ done", "✓ gedaan")
        case .refused: pick("✗ refused", "✗ geweigerd")
        case .skipped: pick("! skipped", "! overgeslagen")
        case .undecided: pick("? undecided", "? onbeslist")
        }
    }
    func words(of state: BulkRowState) -> String {
        switch state {
        case .waiting, .sending, .done: ""
        case .refused(let why), .skipped(let why), .undecided(let why, _): why[language]
        }
    }

    // MARK: Buttons

    func title(of button: BulkPage.Button, _ page: BulkPage) -> String {
        switch (button, page.phase) {
        case (.send, .reviewing(let plan)) where plan.isMail: sends(plan.rows.count)
        case (.send, .reviewing(let plan)):
            counting(
                plan.rows.count, one: ("Send 1 change", "1 wijziging verzenden"),
                many: ("Send \(grouped(plan.rows.count)) changes", "\(grouped(plan.rows.count)) wijzigingen verzenden"))
        case (.back, .reviewing) where page.isOffered: pick("Leave them as they are", "Laat ze zoals ze zijn")
        case (.goOn, .following(let progress)):
            pick(
                "Go on with \(grouped(progress.run.counts.waiting))",
                "Verder met \(grouped(progress.run.counts.waiting))")
        default: Self.name(of: button).label[language]
        }
    }

    static func name(of button: BulkPage.Button) -> CommandName {
        switch button {
        case .back: CommandName(LocalizedText("Back", "Terug"))
        case .send: CommandName(LocalizedText("Send", "Verzenden"))
        case .message: CommandName(LocalizedText("The message", "Het bericht"))
        case .stay: CommandName(LocalizedText("Stay", "Blijven"))
        case .leaveRunning: CommandName(LocalizedText("Leave it running", "Laat doorlopen"))
        case .stop: CommandName(LocalizedText("Stop", "Stoppen"))
        case .goOn: CommandName(LocalizedText("Go on", "Verder"))
        case .retry: CommandName(LocalizedText("Try the failed again", "Mislukte opnieuw"))
        case .export: CommandName(LocalizedText("Write to a file", "Naar een bestand"))
        case .drop: CommandName(LocalizedText("Drop it", "Weggooien"))
        }
    }

    // MARK: Beside it

    func bulkStays(_ key: String?) -> String {
        key.map {
            pick("Not all is done; \($0) goes on with it.", "Nog niet alles is gedaan; \($0) gaat ermee verder.")
        }
            ?? pick("Not all is done.", "Nog niet alles is gedaan.")
    }
    var bulkDropped: String {
        pick("The bulk run is dropped; what is done stays done.", "De bulkronde is weggegooid; wat gedaan is, blijft.")
    }
    func bulkIsOf(_ place: String) -> String {
        pick(
            "This run belongs to \(place); go to that system first.",
            "Deze ronde hoort bij \(place); ga daar eerst heen.")
    }
    var anotherBulkRuns: String {
        pick(
            "Another bulk run is under way; this one can begin when that has ended.",
            "Er is al een bulkronde bezig; deze kan beginnen als die klaar is.")
    }
    var bulkSystemIsClosed: String {
        pick("Its system is not open; connect to it first.", "Het systeem ervan is niet open; maak eerst verbinding.")
    }
    func bulkEnded(_ counts: String, key: String?) -> String {
        let shows = key.map { pick(" \($0) shows it.", " \($0) toont die.") } ?? ""
        return pick("The bulk run has ended: \(counts).", "De bulkronde is klaar: \(counts).") + shows
    }
    func bulkIsLeft(_ run: BulkRun, of count: Int, key: String?) -> String {
        let left = grouped(run.counts.waiting + run.counts.undecided)
        let more = count > 1 ? pick(" There are \(count) of them.", " Het zijn er \(count).") : ""
        let shows = key.map { pick(" \($0) shows it and goes on.", " \($0) toont die en gaat verder.") } ?? ""
        return pick(
            "A bulk run stopped half-way: \(run.title[language]), \(left) left.",
            "Een bulkronde is halverwege gestopt: \(run.title[language]), nog \(left).") + more + shows
    }
    func bulkNotRead(_ reason: String) -> String {
        pick("Bulk runs cannot be read: \(reason)", "Bulkrondes zijn niet te lezen: \(reason)")
    }
    var noBulkRun: String { pick("There is no bulk run.", "Er is geen bulkronde.") }
    func bulkStops(_ rows: Int) -> String {
        counting(
            rows,
            one: (
                "A bulk run is under way; it stops, and the next start offers to go on with the last row.",
                "Er is een bulkronde bezig; die stopt, en de volgende start biedt aan verder te gaan met de laatste rij."
            ),
            many: (
                "A bulk run is under way; it stops, and the next start offers to go on with the \(grouped(rows)) rows left.",
                "Er is een bulkronde bezig; die stopt, en de volgende start biedt aan verder te gaan met de \(grouped(rows)) rijen die over zijn."
            ))
    }
    var endsAfterRow: String {
        pick("Balie is left as soon as this row has its answer…", "Balie stopt zodra deze rij antwoord heeft…")
    }
    func bulkLastWords(_ run: BulkRun) -> String {
        let counts = counts(run.counts, of: run.rows.count)
        return pick(
            "The bulk run stopped: \(counts). Balie offers to go on with it.",
            "De bulkronde is gestopt: \(counts). Balie biedt aan ermee verder te gaan.")
    }
}
