import Foundation
import TerminalCore
import Testing
import Theming

@Suite struct ThemeLibraryTests {
    /// Runs with two folders of themes, removed afterwards.
    func withFolders(_ files: [[String: String]], _ body: (ThemeLibrary) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        var folders: [String] = []
        for (index, contents) in files.enumerated() {
            let folder = root.appending(path: "\(index)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in contents { try Data(text.utf8).write(to: folder.appending(path: name)) }
            folders.append(folder.path(percentEncoded: false))
        }
        try body(ThemeLibrary(folders: folders + ["/does/not/exist"]))
    }

    @Test func theEarlierFolderCounts() throws {
        try withFolders([["dusk.toml": "name = \"Mine\""], ["dusk.toml": "name = \"Theirs\"", "nord.toml": ""]]) {
            #expect($0.names == ["default", "dusk", "nord"])
            let name = try $0.theme(named: "dusk").theme.name
            #expect(name == "Mine")
        }
    }

    @Test func onlyThemeFilesAreThemes() throws {
        try withFolders([["notes.txt": "", ".hidden.toml": "", "dusk.toml~": ""]]) {
            #expect($0.names == ["default"])
        }
    }

    @Test func theBuiltInThemeNeedsNoFile() throws {
        try withFolders([["default.toml": "name = \"Changed\""]]) {
            #expect($0.names == ["default"])
            let name = try $0.theme(named: "default").theme.name
            #expect(name == "Default")
        }
    }

    @Test func warningsNameTheFile() throws {
        try withFolders([["dusk.toml": "x = 1"]]) {
            let warnings = try $0.theme(named: "dusk").warnings
            #expect(warnings.map(\.sentence.english) == ["dusk.toml:1: unknown key “x”. Leaving it out."])
        }
    }

    @Test(arguments: [
        ("nrod", "There is no theme “nrod”, did you mean “nord”? Known themes: default, nord."),
        ("solarized", "There is no theme “solarized”. Known themes: default, nord."),
        ("../0/nord", "There is no theme “../0/nord”. Known themes: default, nord."),
        ("", "There is no theme “”. Known themes: default, nord."),
    ])
    func anUnknownNameIsAnsweredWithWhatThereIs(name: String, message: String) throws {
        try withFolders([["nord.toml": ""]]) { library in
            let error = #expect(throws: ThemeError.self) { try library.theme(named: name) }
            #expect(error?.message.english == message)
            #expect(error?.message.dutch.hasPrefix("Er is geen thema “\(name)”") == true)
        }
    }

    @Test func aFolderCalledLikeAThemeCannotBeRead() throws {
        try withFolders([[:]]) { library in
            let folder = library.folders[0] + "/odd.toml"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            #expect(throws: ThemeError.self) { try library.theme(named: "odd") }
        }
    }
}
