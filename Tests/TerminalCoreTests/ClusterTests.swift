import Testing

@testable import TerminalCore

@Suite struct ClusterTests {
    private let marks: [Unicode.Scalar] = ["\u{301}", "\u{1D165}", "\u{E01EF}", "\u{20E3}"]

    @Test func keepsTheBaseItsColumnsAndFourMarks() {
        for base in ["a", "漢", "\u{10FFFD}"] as [Unicode.Scalar] {
            for count in 0...4 {
                for width in 0...2 {
                    let cluster = DisplayText.Cluster(base, marks: marks.prefix(count), width: width)
                    #expect(cluster.base == base)
                    #expect(cluster.marks == Array(marks.prefix(count)))
                    #expect(cluster.hasMarks == (count > 0))
                    #expect(cluster.width == width)
                }
            }
        }
        #expect(DisplayText.Cluster("a", marks: marks + ["\u{302}"], width: 1).marks == marks)
    }

    @Test func isEqualOnlyToTheSame() {
        let all = (0...4).flatMap { count in
            [1, 2].map { DisplayText.Cluster("a", marks: marks.prefix(count), width: $0) }
        }
        for (index, cluster) in all.enumerated() { #expect(all.firstIndex(of: cluster) == index) }
    }

    @Test func cellIsTwoWordsWithoutAReference() {
        #expect(MemoryLayout<Cell>.stride == 16)
        #expect(MemoryLayout<Cell>.size == 16)
        #expect(_isPOD(Cell.self))
    }
}
