@testable import SQLStore

extension TestDatabase {
    /// A role without any rights of its own, as the programs have one.
    public static let programs = "balie_programs"

    /// Leads to the same database as that role; `balied migrate --role` gives it its rights.
    public func urlOfPrograms() async throws -> String {
        let url = url
        let desk = PostgresThread("role") { try PostgresConnection(PostgresPlace(url)) }
        _ = try await desk.run { try $0.script(Self.making) }
        desk.close()
        return url.replacing("user=postgres", with: "user=\(Self.programs)")
    }

    private static let making = """
        DO $$ BEGIN
            CREATE ROLE \(programs) LOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        """
}
