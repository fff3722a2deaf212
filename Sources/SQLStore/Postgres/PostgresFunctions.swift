import BillingModel
import Foundation

/// What every PostgreSQL database of ours has of functions, so that it answers as SQLite does.
enum PostgresFunctions {
    static let fold = "balie_fold"
    static let number = "balie_number"
    static let grams = "balie_grams"
    static let changed = "balie_changed"
    /// On which a connection listens for what others change.
    static let channel = "balie_change"

    static let script = [folding, numbers, shortTexts, changes].joined(separator: "\n")

    /// `TextFolding` in the database's own words: letters by a table that is made of it, the rest by Unicode's
    /// decomposition.
    private static var folding: String {
        let table = FoldingTable()
        let unfolded = "lower(normalize(given, NFD) COLLATE \"C\")"
        let letters = "translate(\(unfolded), '\(table.from)', '\(table.to)')"
        let folded = table.longer.reduce(letters) { "replace(\($0), '\($1.letter)', '\($1.folded)')" }
        return """
            CREATE FUNCTION \(fold)(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT CASE WHEN octet_length(given) = char_length(given)
                THEN replace(lower(given COLLATE "C"), chr(31), '') ELSE \(folded) END
            $$;
            """
    }

    /// The number that a text begins with, else 0, as SQLite takes a text for a number.
    private static let numbers = """
        CREATE FUNCTION \(number)(given text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT coalesce(substring(given FROM '^\\s*([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))')::numeric, 0)
        $$;
        """

    /// Every letter and pair of letters: for texts that are too short for groups of three.
    private static let shortTexts = """
        CREATE FUNCTION \(grams)(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT ARRAY(SELECT DISTINCT gram FROM (SELECT string_to_array(given, NULL) AS letters) AS all_letters,
            unnest(letters, letters[2:]) AS pair(letter, next), unnest(ARRAY[letter, letter || next]) AS gram
            WHERE gram IS NOT NULL)
        $$;
        """

    /// Tells what a statement changed, by table and identity, or by table alone where there are several; and counts
    /// rows. Each statement adds a line to the counts, since one that all change would make all wait for each other.
    ///
    /// The trigger's first argument is the identity's column, if any; the second one says whether rows are counted.
    private static let changes = """
        CREATE FUNCTION \(changed)() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            number bigint;
            identity text := '';
        BEGIN
            SELECT count(*) INTO number FROM changed;
            IF number = 0 THEN RETURN NULL; END IF;
            IF TG_ARGV[1] = 'counted' AND TG_OP <> 'UPDATE' THEN
                INSERT INTO \(PostgresTables.counts.name) (name, total)
                VALUES (TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN number ELSE -number END);
            END IF;
            IF number = 1 AND TG_ARGV[0] <> '' THEN
                EXECUTE 'SELECT ' || TG_ARGV[0] || ' FROM changed' INTO identity;
            END IF;
            PERFORM pg_notify('\(channel)', TG_TABLE_NAME || ' ' || identity);
            RETURN NULL;
        END
        $$;
        """
}

extension ChangedRow {
    /// What `balie_changed` tells: a table, and an identity where there is one. Nil of anything else.
    init?(notice: String) {
        let words = notice.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, !words[0].isEmpty else { return nil }
        self.init(String(words[0]))
        guard !words[1].isEmpty else { return }
        guard let identity = Int(words[1]) else { return nil }
        self.identity = identity
    }
}

/// Which letters become which others when a decomposed text in small ASCII letters is folded.
private struct FoldingTable {
    /// Letters, then those that are left out.
    private(set) var from = ""
    /// What the first of them become.
    private(set) var to = ""
    private(set) var longer: [(letter: String, folded: String)] = []

    init() {
        var left = ""
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), Self.mayFold(scalar.properties) else { continue }
            let letter = String(scalar)
            // Of those that can be decomposed only the parts are met.
            let parts = letter.decomposedStringWithCanonicalMapping.unicodeScalars
            let folded = TextFolding.fold(letter).unicodeScalars
            // By scalars: as texts, composed and decomposed are equal.
            guard parts.elementsEqual([scalar]), !folded.elementsEqual([scalar]) else { continue }
            switch folded.count {
            case 0: left += letter
            case 1:
                from += letter
                to.unicodeScalars += folded
            default: longer.append((letter, String(folded)))
            }
        }
        from += left + "\u{1F}"
    }

    private static func mayFold(_ properties: Unicode.Scalar.Properties) -> Bool {
        properties.changesWhenLowercased || properties.changesWhenUppercased
            || properties.generalCategory == .nonspacingMark || properties.generalCategory == .enclosingMark
    }
}
