import Foundation

extension LocalizedText {
    /// What an error number of the operating system means, to stand inside a sentence.
    public init(errno code: Int32) {
        let words = String(cString: strerror(code))
        self.init(words, Self.dutchReasons[code] ?? words)
    }

    /// Those that staff can do something about; the others as the system words them.
    private static let dutchReasons: [Int32: String] = [
        ENOSPC: "geen ruimte meer op de schijf", EDQUOT: "het schijfquotum is op",
        EFBIG: "het bestand zou te groot worden", EROFS: "het bestandssysteem is alleen-lezen",
        EACCES: "geen rechten", EPERM: "niet toegestaan", ENOENT: "het bestand of de map bestaat niet",
        ENOTDIR: "een deel van het pad is geen map", EISDIR: "het is een map", EIO: "de schijf gaf een fout",
        ESTALE: "de netwerkschijf is het bestand kwijt", EMFILE: "te veel open bestanden",
        ENFILE: "te veel open bestanden", EPIPE: "de lezer is weg", EBADF: "niet open",
    ]
}
