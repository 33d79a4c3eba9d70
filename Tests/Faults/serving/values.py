"""Values that people and programs put into tags, which pages, tables, JSON and terminals have to show as what they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A value, and why it is there."""

    row: str
    text: str

    @property
    def xml(self) -> str:
        """What of it XML can carry at all."""
        return "".join(letter for letter in self.text if letter in "\t\n\r" or ord(letter) >= 0x20 and not 0xD800 <= ord(letter) <= 0xDFFF and ord(letter) not in (0xFFFE, 0xFFFF))


def _markup() -> list[str]:
    """Scripts in every context that a page has: text, attribute, address, comment, style, template."""
    call = "alert(1)"
    events = ["onerror", "onload", "onclick", "onfocus", "onmouseover", "onanimationstart", "ontoggle", "onbeforetoggle"]
    tags = ["img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "iframe", "marquee", "math"]
    plain = [
        f"<script>{call}</script>", f"</script><script>{call}</script>", f"<ScRiPt>{call}</sCrIpT>", "<script src=//e.example/x.js></script>",
        f"<script\x0b>{call}</script>", f"<script/x>{call}</script>", f"<<script>{call}//<</script>", f"\"><script>{call}</script>",
        f"'><script>{call}</script>", f"\" onmouseover=\"{call}", f"' onmouseover='{call}", f"x onmouseover={call} ", f"`onmouseover={call}",
        f"javascript:{call}", f"JaVaScRiPt:{call}", f"java\tscript:{call}", f"data:text/html,<script>{call}</script>", f"vbscript:{call}",
        "<a href=javascript:alert(1)>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>", "<form action=javascript:alert(1)><button>x",
        "<base href=//e.example/>", "<meta http-equiv=refresh content='0;url=//e.example'>", "<link rel=stylesheet href=//e.example/x.css>",
        "<style>*{background:url(//e.example)}</style>", "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version='1.0'?><x/>", "{{7*7}}", "{{%AUTOESCAPE context=\"HTML\"}}", "{{>_head}}", "{{#TEXT}}x{{/TEXT}}", "${7*7}", "<%= 7*7 %>",
        "&lt;script&gt;", "&amp;lt;", "&#60;script&#62;", "%3Cscript%3E", "\\u003cscript\\u003e", "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>", "</td></tr></table><h1>x</h1>", "</pre><h1>x</h1>", "</bdi></td><td>x", "\"/><x y=\"",
        "href=\"/overview\"", "=\"/\" src=\"/x\"", "&quot;onload=&quot;alert(1)", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>", "<svg><script>alert&#40;1)</script>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    ]
    return plain + [f"<{tag} {event}={call}>" for tag in tags for event in events]


def _formulas() -> list[str]:
    """What spreadsheets run."""
    calls = ["1+1", "HYPERLINK(\"http://e.example\",\"x\")", "cmd|' /C calc'!A0", "SUM(1,1)", "IMPORTXML(\"http://e.example\",\"//a\")", "WEBSERVICE(\"http://e.example\")"]
    signs = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u200b=", "＝", "＋", "－", "＠", "'=", "\"=", "==", "=-", "|", "%0A="]
    return [sign + call for sign in signs for call in calls] + ["=\"a\"\"b\"", "a,b", "a\"b", "a\nb", "a\r\nb", "a;b", "\"", "\"\"", ",", "\n"]


def _odd_text() -> list[str]:
    """Letters that turn, hide, pile up or end things."""
    bidi = ["\u202e", "\u202d", "\u202a", "\u2066", "\u2067", "\u2068", "\u200f", "\u200e", "\u061c"]
    texts = [f"a{mark}gpj.exe" for mark in bidi] + ["\u202e" * 50 + "x", "\u2067a\u2069b"]
    texts += ["a\u200bb", "a\u200db", "\ufeffa", "a\u00adb", "a\u2060b", "\u115f", "\u3164", "a\u034fb", "\U000e0041\U000e0042"]
    texts += ["e" + "\u0301" * 200, "Z\u0351\u036b\u0343" * 30, "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 20, "\U0001f1e9\U0001f1ea" * 40]
    texts += ["ﷺ" * 20, "ß", "İ", "ı", "ǆ", "Σς", "Å", "Å", "Å", "ﬁ", "①", "٣", "𝟛"]
    texts += ["\t", " ", "   ", "\u00a0", "\u3000", "a\u2028b", "a\u2029b", "a\x85b", "a\x7fb", "a\x9b31mb"]
    texts += ["null", "undefined", "NaN", "true", "-", "–", "0", "-0", "1e999", "None", "nil", "__proto__", "constructor", "../..", "C:\\", "~", "*", "%", "%s%n", "\\", "\\n", "'; DROP TABLE x; --"]
    return texts + ["x" * 256, "ä" * 256, "\U0001f600" * 128, "a " * 128]


VALUES = [Value("F31", text) for text in _markup()] + [Value("F32", text) for text in _formulas()] + [Value("F33", text) for text in _odd_text()]
