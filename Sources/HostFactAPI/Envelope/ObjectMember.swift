/// Names of members that no action takes as input. Source: HostFact reference, 4.1, 5.1 and 6.1.
public enum ObjectMember {
    public static let created = "Created"
    public static let modified = "Modified"
    public static let translations = "Translations"
    public static let subscription = "Subscription"
    public static let termination = "Termination"
    public static let packageID = "PackageID"
    public static let cost = "Cost"
}
