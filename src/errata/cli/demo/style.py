"""The report's style: light and dark from one set of names."""

from __future__ import annotations

_LIGHT = (
    "--ink:#17202a;--ink-2:#51606f;--ink-3:#66737f;--paper:#fbfaf8;--card:#fff;--line:#e3e0da;"
    "--accent:#0b6e69;--accent-soft:#e0f1ef;--other:#9a5b00;--bad:#b3261e;--good:#2a7a2e;"
)
_DARK = (
    "--ink:#e8edf2;--ink-2:#a3b1bf;--ink-3:#8494a3;--paper:#12171c;--card:#1a2128;--line:#2b343d;"
    "--accent:#45c4ba;--accent-soft:#143835;--other:#f0b35a;--bad:#ff8a80;--good:#7fd184;"
)

STYLE = (
    ":root{color-scheme:light dark;" + _LIGHT + "}"
    "@media (prefers-color-scheme:dark){:root{" + _DARK + "}}"
    """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,"Segoe UI",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 20px 64px;display:flex;flex-direction:column;gap:20px}
header p{color:var(--ink-2);max-width:52em;margin:0}
.kicker{text-transform:uppercase;letter-spacing:.08em;font-size:12px;font-weight:650;color:var(--accent)}
h1{font-size:30px;line-height:1.2;margin:4px 0 10px;font-weight:680}
h2{font-size:18px;margin:0 0 12px;font-weight:650}
h3{font-size:12px;letter-spacing:.06em;text-transform:uppercase;color:var(--ink-3);margin:16px 0 6px}
section,.cards article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px}
section.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(270px,1fr));gap:12px;background:none;border:0;padding:0}
.cards article{border-top:3px solid var(--accent)} .cards h2{font-size:12px;letter-spacing:.06em;text-transform:uppercase;color:var(--ink-3)}
.cards p{margin:0;font-size:16px;overflow-wrap:anywhere}
section p,section li{color:var(--ink-2);max-width:62em} section p{margin:10px 0 0} ul{padding-left:20px;margin:8px 0 0}
.wide{overflow-x:auto} table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);white-space:nowrap} th{color:var(--ink-3);font-weight:600}
tbody tr:last-child td{border-bottom:0}
pre{font:13px/1.5 ui-monospace,monospace;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:14px;overflow-x:auto;margin:0;white-space:pre-wrap}
.pictures{display:flex;flex-wrap:wrap;gap:14px;margin-top:16px} figure{margin:0;width:112px}
figure img{width:112px;height:112px;object-fit:contain;image-rendering:pixelated;border-radius:8px;border:1px solid var(--line);background:#000}
figcaption{font-size:12px;color:var(--ink-3);line-height:1.35;margin-top:4px}
svg{width:100%;max-width:760px;height:auto;display:block;margin:0 auto} svg text{font:12px system-ui,"Segoe UI",sans-serif;fill:var(--ink-2)}
svg .label{fill:var(--ink);font-size:13px} svg .axis{fill:var(--ink-3)}
.grid{stroke:var(--line)} .line{fill:none;stroke-width:2.5} .bar{stroke-width:2;opacity:.45}
.line.a,.bar.a{stroke:var(--accent)} .line.b,.bar.b{stroke:var(--other)} .line.b{stroke-dasharray:6 4}
.dot.a{fill:var(--accent)} .dot.b{fill:var(--other)}
.limit{stroke:var(--bad);stroke-dasharray:4 4} svg .limit-name{fill:var(--bad)}
.span{stroke:var(--ink-3);stroke-width:9;opacity:.16} .move{stroke-width:2.5} .move.even{stroke:var(--ink-3)} .move.good{stroke:var(--good)} .move.bad{stroke:var(--bad)}
.from{fill:var(--card);stroke:var(--ink-3);stroke-width:2} .to.even{fill:var(--ink-3)} .to.good{fill:var(--good)} .to.bad{fill:var(--bad)}
footer{color:var(--ink-3);font-size:13px;padding:0 4px}
@media print{section{break-inside:avoid}}
"""
)
