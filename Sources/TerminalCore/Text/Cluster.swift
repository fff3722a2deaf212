extension DisplayText {
    /// A cluster that is safe to draw, with its columns.
    ///
    /// Its scalars stand in place, a base and up to `mostMarks` marks: a screen full of them is copied and compared
    /// without counting one reference.
    public struct Cluster: Equatable, Sendable {
        /// Marks that are drawn onto one base.
        static let mostMarks = 4

        @usableFromInline static let bits: UInt64 = 21
        @usableFromInline static let mask: UInt64 = 1 << bits - 1

        // 21 bits a scalar: the base and two marks; of the two other marks first 32 bits, then 10 with the columns.
        @usableFromInline var front: UInt64
        private var middle: UInt32
        @usableFromInline var back: UInt16

        static let blank = Cluster(" ")
        static let sign = Cluster(DisplayText.sign)
        static let ellipsis = Cluster("…")
        /// The right half of the cluster before it.
        static let continuation = Cluster(" ", width: 0)

        @inline(__always) init(_ base: Unicode.Scalar, width: Int = 1) {
            front = UInt64(base.value)
            middle = 0
            back = UInt16(truncatingIfNeeded: width) << 10
        }

        /// Marks beyond the fourth are left out.
        init(_ base: Unicode.Scalar, marks: some Sequence<Unicode.Scalar>, width: Int) {
            self.init(base, width: width)
            var others: UInt64 = 0
            for (place, mark) in zip(0..<UInt64(Self.mostMarks), marks) {
                let value = UInt64(mark.value)
                if place < 2 {
                    front |= value << (Self.bits * (place + 1))
                } else {
                    others |= value << (Self.bits * (place - 2))
                }
            }
            middle = UInt32(truncatingIfNeeded: others)
            back |= UInt16(truncatingIfNeeded: others >> 32)
        }

        /// The scalar that is drawn first, and nearly always alone.
        @inlinable public var base: Unicode.Scalar { Self.scalar(front & Self.mask) }

        @inlinable public var width: Int { Int(back >> 10) }

        @inlinable public var hasMarks: Bool { front >> Self.bits != 0 }

        public var marks: [Unicode.Scalar] {
            let others = UInt64(middle) | UInt64(back & 0x3FF) << 32
            return [front >> Self.bits & Self.mask, front >> (2 * Self.bits), others & Self.mask, others >> Self.bits]
                .prefix { $0 != 0 }.map(Self.scalar)
        }

        public var character: Character {
            guard hasMarks else { return Character(base) }
            var text = String(base)
            text.unicodeScalars.append(contentsOf: marks)
            return text.first ?? " "
        }

        /// Only values of scalars are ever kept.
        @inlinable static func scalar(_ value: UInt64) -> Unicode.Scalar {
            Unicode.Scalar(UInt32(truncatingIfNeeded: value)) ?? DisplayText.sign
        }
    }
}
