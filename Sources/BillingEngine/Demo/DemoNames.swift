/// A country's names for invented customers.
struct DemoCountry: Sendable {
    var code: String
    var language: String
    /// How phone numbers begin.
    var prefix: String
    var domain: String
    var men: [String]
    var women: [String]
    var surNames: [String]
    var streets: [String]
    var cities: [String]
    var forms: [String]

    func zipCode(_ random: inout DemoRandom) -> String {
        switch code {
        case "NL":
            let letters = Array("ABCDEFGHJKLMNPRSTVWXZ")
            let pair = String([letters[random.below(letters.count)], letters[random.below(letters.count)]])
            return "\(1000 + random.below(9000)) \(pair)"
        case "BE": return String(1000 + random.below(9000))
        case "PL": return "\(10 + random.below(90))-\(100 + random.below(900))"
        case "JP": return "\(100 + random.below(900))-\(1000 + random.below(9000))"
        default: return String(10_000 + random.below(89_999))
        }
    }
}

extension DemoCountry {
    static let netherlands = DemoCountry(
        code: "NL", language: "nl_NL", prefix: "+31 ", domain: "nl",
        men: ["Jan", "Daan", "Sem", "Pieter", "Gijs", "Henk", "René", "Bas", "Kees", "Jeroen", "Tijs", "Loïc"],
        women: ["Sanne", "Anouk", "Femke", "Zoë", "Lotte", "Marijke", "Noor", "Chloë", "Tess", "Yvonne", "Eva"],
        surNames: [
            "de Vries", "Jansen", "van den Berg", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "Bos",
            "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Coëlho",
            "van 't Hof", "ten Cate", "Koster", "Prins", "Huisman", "Geïllustreerd",
        ],
        streets: ["Keizersgracht", "Dorpsstraat", "Kerkstraat", "Stationsweg", "Molenlaan", "Beukenlaan", "Markt"],
        cities: [
            "Amsterdam", "Rotterdam", "Utrecht", "Eindhoven", "Groningen", "Leeuwarden", "Zwolle", "Breda", "Delft",
            "'s-Hertogenbosch", "Maastricht", "Ede", "Apeldoorn", "IJmuiden",
        ],
        forms: ["BV", "EENMANSZAAK", "VOF", "STICHTING", "ANDERS"])

    static let belgium = DemoCountry(
        code: "BE", language: "nl_BE", prefix: "+32 ", domain: "be",
        men: ["Wout", "Jef", "Mathéo", "Arthur", "Noël", "Étienne", "Bjorn"],
        women: ["Elise", "Amélie", "Hélène", "Marie", "Griet", "Anaïs", "Léa"],
        surNames: [
            "Peeters", "Janssens", "Maes", "Wouters", "Claes", "Dubois", "Lefèvre", "De Smet", "Vandenbroucke",
            "François", "Goossens", "Hermans", "D'Hondt", "Crépin",
        ],
        streets: ["Meir", "Veldstraat", "Rue de la Paix", "Grote Markt", "Chaussée de Liège", "Nieuwstraat"],
        cities: ["Antwerpen", "Gent", "Brugge", "Liège", "Leuven", "Bruxelles", "Hasselt", "Kortrijk", "Mons"],
        forms: ["BE-BV", "BE-NV", "BE-ANDERS"])

    static let germany = DemoCountry(
        code: "DE", language: "de_DE", prefix: "+49 ", domain: "de",
        men: ["Jürgen", "Lukas", "Björn", "Günther", "Matthias", "Sören", "Uwe"],
        women: ["Käthe", "Anja", "Jörgine", "Heike", "Ulrike", "Mia", "Gisela"],
        surNames: [
            "Müller", "Schmidt", "Schröder", "Größe", "Weiß", "Köhler", "Krüger", "Fuchs", "Böhm", "Jäger", "Voß",
            "Lindner", "Strauß",
        ],
        streets: ["Hauptstraße", "Gartenweg", "Königsallee", "Am Marktplatz", "Mühlenstraße", "Schloßstraße"],
        cities: ["Köln", "München", "Düsseldorf", "Bonn", "Münster", "Hamburg", "Lübeck", "Nürnberg", "Aachen"],
        forms: ["ANDERS"])

    static let turkey = DemoCountry(
        code: "TR", language: "", prefix: "+90 ", domain: "com.tr",
        men: ["Çağrı", "İbrahim", "Mehmet", "Oğuz", "Şükrü", "Ümit", "Işık"],
        women: ["Ayşe", "Gülşen", "Özlem", "Zeynep", "Şule", "İpek", "Çiğdem"],
        surNames: [
            "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Doğan", "Kılıç", "Güneş",
        ],
        streets: ["İstiklal Caddesi", "Bağdat Caddesi", "Atatürk Bulvarı", "Çiçek Sokak"],
        cities: ["İstanbul", "Ankara", "İzmir", "Eskişehir", "Diyarbakır", "Muğla", "Çanakkale"],
        forms: ["ANDERS"])

    static let poland = DemoCountry(
        code: "PL", language: "en_EN", prefix: "+48 ", domain: "pl",
        men: ["Łukasz", "Paweł", "Michał", "Stanisław", "Jędrzej", "Grzegorz"],
        women: ["Małgorzata", "Agnieszka", "Łucja", "Zofia", "Bożena", "Żaneta"],
        surNames: [
            "Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Kamiński", "Zieliński", "Szymański", "Dąbrowski", "Kozłowski",
            "Źdźbło", "Grzęda",
        ],
        streets: ["ulica Długa", "aleja Róż", "ulica Świętego Marcina", "Plac Wolności"],
        cities: ["Łódź", "Kraków", "Gdańsk", "Wrocław", "Poznań", "Białystok", "Rzeszów"],
        forms: ["ANDERS"])

    static let japan = DemoCountry(
        code: "JP", language: "en_EN", prefix: "+81 ", domain: "jp",
        men: ["太郎", "健一", "翔"], women: ["花子", "美咲", "さくら"],
        surNames: ["田中", "佐藤", "鈴木", "高橋", "渡辺", "山本", "サトウ"],
        streets: ["銀座", "本町通り", "桜通り"], cities: ["東京", "大阪", "京都", "札幌"], forms: ["ANDERS"])

    /// By how often customers come from there.
    static let all: [DemoCountry] =
        Array(repeating: netherlands, count: 60) + Array(repeating: belgium, count: 15)
        + Array(repeating: germany, count: 11) + Array(repeating: turkey, count: 6)
        + Array(repeating: poland, count: 6) + Array(repeating: japan, count: 2)
}
