import Inventory

/// What a value looks like in HTML, before it is HTML.
enum CellView: Hashable {
    /// Not known, or nothing of this kind.
    case none
    case text(String)
    /// A number or amount, with what it is exactly where that differs.
    case number(String, exact: String)
    case state(String, StateTone)
    case time(String, iso: String, exact: String)
    /// A point in time at which something ends, and how near that is.
    case expiry(String, iso: String, exact: String, StateTone)
    /// A text to take along.
    case copyable(String, copy: String)
    case link(Link)
    /// Resources, with how many more there are.
    case links([Link], more: Int)
    case list([String], more: Int)
    case tags([Tag], more: Int)
    /// A document, as text of several lines.
    case document(String)

    /// One text that leads somewhere, if its target is known here.
    struct Link: Hashable {
        let text: String
        let path: String?
        let copy: String?
    }
}
