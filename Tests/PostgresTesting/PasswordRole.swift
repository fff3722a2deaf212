@testable import SQLStore

extension TestDatabase {
    /// What the server of `server.sh` asks one role for.
    public static let password = "open:Sésame"

    /// Leads to the same database as that role, which may do everything there.
    public func urlByPassword() async throws -> String {
        let url = url
        let desk = PostgresThread("role") { try PostgresConnection(PostgresPlace(url)) }
        _ = try await desk.run { try $0.script(Self.role) }
        desk.close()
        return url.replacing("user=postgres", with: "user=with_password")
    }

    private static let role = """
        DO $$ BEGIN
            CREATE ROLE with_password LOGIN PASSWORD '\(password)';
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        DO $$ BEGIN EXECUTE format('GRANT ALL ON DATABASE %I TO with_password', current_database()); END $$;
        GRANT ALL ON SCHEMA public TO with_password;
        GRANT ALL ON ALL TABLES IN SCHEMA public TO with_password;
        GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO with_password
        """
}
