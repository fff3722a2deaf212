/// What a cell means. Screens speak in roles; only a theme turns a role into colours and attributes.
///
/// The raw value is the name used in theme files.
public enum StyleRole: String, CaseIterable, Sendable {
    case text
    case dim
    case title
    case heading
    case border
    case banner
    case bannerDemo = "banner.demo"
    case bannerReadOnly = "banner.readonly"
    case tab
    case tabActive = "tab.active"
    case tableHeader = "table.header"
    case tableSelected = "table.selected"
    case tableMarked = "table.marked"
    case tableEnding = "table.ending"
    case tableEnded = "table.ended"
    case match
    case label
    case field
    case fieldFocused = "field.focused"
    case fieldChanged = "field.changed"
    case placeholder
    case oldValue = "value.old"
    case newValue = "value.new"
    case button
    case buttonFocused = "button.focused"
    case dialog
    case dialogTitle = "dialog.title"
    case calendar
    case calendarSelected = "calendar.selected"
    case calendarDefault = "calendar.default"
    case calendarToday = "calendar.today"
    case status
    case ok
    case warning
    case danger
    case hint
    case keyHint = "key"
    case keyHintDisabled = "key.disabled"
}
