import Profiles
import Testing

/// Source: the XDG Base Directory Specification, 0.8: a path that is not absolute is ignored.
@Suite struct BaseFolderTests {
    @Test(arguments: [
        ([:], "/home/me/.local/share/balie", "/home/me/.config/balie"),
        (["XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"], "/d/balie", "/c/balie"),
        (["XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""], "/home/me/.local/share/balie", "/home/me/.config/balie"),
        (["XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "./c"], "/home/me/.local/share/balie", "/home/me/.config/balie"),
        (["XDG_DATA_HOME": "~/d", "XDG_CONFIG_HOME": ".."], "/home/me/.local/share/balie", "/home/me/.config/balie"),
    ])
    func onlyAnAbsolutePathCounts(variables: [String: String], data: String, configuration: String) {
        let folders = BaseFolders(variables.merging(["HOME": "/home/me"]) { own, _ in own })
        #expect(folders.data == data)
        #expect(folders.configuration == configuration)
        #expect(
            ConfigurationFile.usual(variables.merging(["HOME": "/home/me"]) { own, _ in own }).folder == configuration)
    }

    @Test func aRelativeHomeIsIgnoredToo() {
        #expect(BaseFolders(["HOME": "here"]).home.hasPrefix("/"))
    }
}
