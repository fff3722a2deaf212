import BillingAPI
import HostFactAPI
import M4API

/// A write to one record that is there already, and can be bound to the state it was read in.
protocol RecordChanging: EngineAction {
    associatedtype Reading: EngineAction where Reading.Answer: TaggedAnswer

    /// The action that reads the record meant, as whoever writes to it has read it.
    func reading(in context: EngineContext) throws -> Reading
}

extension RecordChanging {
    /// The tag that reading the record now would give.
    func currentTag(in context: EngineContext) throws -> EntityTag? { try reading(in: context).run(in: context).tag }
}

extension EditDebtor: RecordChanging {
    func reading(in context: EngineContext) -> ShowDebtor {
        // Beside an id the code is the new one.
        var show = ShowDebtor()
        show[Debtor.identifier] = self[Debtor.identifier]
        if show[Debtor.identifier] == nil { show[Debtor.code] = self[Debtor.code] }
        return show
    }
}

extension UpdateLoginCredentials: RecordChanging {
    func reading(in context: EngineContext) throws -> ShowDebtor {
        ShowDebtor(try identify(in: context.transaction))
    }
}

extension EditProduct: RecordChanging {
    func reading(in context: EngineContext) -> ShowProduct { .meant(by: arguments) }
}

extension DeleteProduct: RecordChanging {
    func reading(in context: EngineContext) -> ShowProduct { .meant(by: arguments) }
}

extension ShowProduct {
    /// Beside an id the code is the new one.
    fileprivate static func meant(by arguments: Arguments) -> ShowProduct {
        var show = ShowProduct()
        show[Product.identifier] = arguments[Product.identifier]
        if show[Product.identifier] == nil { show[Product.code] = arguments[Product.code] }
        return show
    }
}

extension EditService: RecordChanging {
    func reading(in context: EngineContext) -> ShowService { ShowService(self[Service.identifier] ?? 0) }
}

extension TerminateService: RecordChanging {
    func reading(in context: EngineContext) -> ShowService { ShowService(self[Service.identifier] ?? 0) }
}

extension EditGroup: RecordChanging {
    func reading(in context: EngineContext) -> ShowGroup { ShowGroup(self[Group.identifier] ?? 0) }
}

extension DeleteGroup: RecordChanging {
    func reading(in context: EngineContext) -> ShowGroup { ShowGroup(self[Group.identifier] ?? 0) }
}

extension UpdateUserDetails: RecordChanging {
    func reading(in context: EngineContext) -> ReadUser { ReadUser(self[User.id] ?? 0) }
}

extension DeleteUser: RecordChanging {
    func reading(in context: EngineContext) -> ReadUser { ReadUser(self[User.id] ?? 0) }
}
