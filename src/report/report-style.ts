/** The report's style sheet. Each colour is named once, for light and for dark; every pair of text and ground meets WCAG AA. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f6, #14171b);
  --card: light-dark(#ffffff, #1b1f25);
  --sunk: light-dark(#f2f0ea, #101317);
  --line: light-dark(#dfdbd1, #313740);
  --ink: light-dark(#1d2228, #e7e5e0);
  --soft: light-dark(#575d66, #a5abb5);
  --accent: light-dark(#1d4f73, #8fc1e8);
  --focus: light-dark(#0b63a5, #8fc1e8);
  --urgent: light-dark(#9c1f2e, #ff9c9f);
  --high: light-dark(#8a4a06, #f3b562);
  --review: light-dark(#1d4f73, #8fc1e8);
  --watch: light-dark(#4f5660, #b3b9c2);
  --for: light-dark(#1f6a45, #7fd1a5);
  --sea: light-dark(#e9eef1, #10161c);
  --land: light-dark(#d3d2c8, #2c333b);
  --shore: light-dark(#aeb0a6, #465059);
  --claimed: light-dark(#1d4f73, #8fc1e8);
  --shipped: light-dark(#7a5a0c, #e4c264);
  --check_in: light-dark(#9c1f2e, #ff9c9f);
  --sign_in: light-dark(#5b3c88, #c7aef2);
}
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 4.2rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; border: 0; }
h1 { font-size: 1.15rem; font-weight: 600; }
h2 { font-size: 1.45rem; font-weight: 650; letter-spacing: -.01em; margin: 3.2rem 0 .4rem; }
h3 { font-size: 1.08rem; font-weight: 650; margin: 2rem 0 .3rem; }
h4 { font-size: 1rem; font-weight: 650; margin: 1.9rem 0 .6rem; }
h5 { font-size: 1rem; font-weight: 650; }
h6 { font-size: .8rem; font-weight: 600; color: var(--soft); margin: .9rem 0 .25rem; }
a { color: var(--accent); text-underline-offset: .16em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
bdi { overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
.quiet { color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.definitions { position: absolute; }
.skip { position: absolute; left: -999px; top: .5rem; background: var(--card); padding: .5rem .9rem; z-index: 3; }
.skip:focus { left: .5rem; }
.top { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--line); }
.top::before { content: ""; display: block; height: 5px; background: repeating-linear-gradient(90deg, var(--accent) 0 14px, var(--card) 14px 17px, var(--shipped) 17px 20px, var(--card) 20px 23px); }
.bar, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.5rem); }
.bar { display: flex; align-items: center; gap: .3rem 1.6rem; min-height: 3rem; }
.mark { font-weight: 700; letter-spacing: .01em; }
nav { display: flex; gap: .2rem 1.2rem; flex-wrap: wrap; margin-right: auto; }
nav a { text-decoration: none; font-size: .94rem; padding: .35rem 0; }
nav a:hover { text-decoration: underline; }
button, input[type=search] { font: inherit; font-size: .92rem; color: inherit; background: var(--card); border: 1px solid light-dark(#8d8a81, #6a727d); border-radius: 6px; padding: .32rem .75rem; }
button { cursor: pointer; }
button:hover { background: var(--sunk); }
main { padding-top: 1.8rem; padding-bottom: 2rem; }
main:focus { outline: none; }
footer { color: var(--soft); font-size: .88rem; border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2rem; }
.headline { font-size: clamp(1.5rem, 1.1rem + 1.7vw, 2.15rem); line-height: 1.25; font-weight: 650; letter-spacing: -.015em; margin: 1.1rem 0 1.2rem; max-width: 34em; text-wrap: balance; }
.tiles { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; padding: .65rem .9rem; display: grid; grid-template-columns: auto 1fr; column-gap: .7rem; align-items: center; }
.tiles strong { font-size: 1.8rem; line-height: 1; font-variant-numeric: tabular-nums; grid-row: span 2; color: var(--tone); min-width: 1.1em; }
.tiles .name { font-weight: 600; line-height: 1.2; } .tiles .quiet { font-size: .86rem; line-height: 1.3; }
.urgent { --tone: var(--urgent); } .high { --tone: var(--high); } .review { --tone: var(--review); } .watch, .none { --tone: var(--watch); }
.stages { margin: .9rem 0 1.6rem; color: var(--soft); } .stages strong { color: var(--ink); }
.note { background: var(--sunk); border-radius: 8px; padding: 1rem 1.2rem; display: grid; gap: .55rem 2.4rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start; }
.note p { max-width: 78ch; } .note ol { padding-left: 1.4rem; max-width: 76ch; } .note li { margin: .25rem 0; }
summary { cursor: pointer; }
details:not(.person > details) > summary { color: var(--accent); width: fit-content; padding: .1rem 0; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.2rem; margin: 1rem 0; }
.controls .search { display: flex; align-items: center; gap: .5rem; flex: 1 1 16rem; max-width: 26rem; } .controls input[type=search] { width: 100%; min-width: 0; }
.controls fieldset { display: flex; flex-wrap: wrap; gap: .2rem .9rem; } .controls .buttons { display: flex; gap: .4rem; }
input[type=checkbox] { accent-color: var(--accent); vertical-align: -.1em; }
input::placeholder { color: var(--soft); opacity: 1; }
.people { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .45rem; margin-top: 1rem; }
.person > details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.person > details > summary { list-style: none; display: grid; grid-template-columns: 5.2rem minmax(10rem, 1.1fr) 6.4rem minmax(12rem, 2.3fr) minmax(5rem, .8fr); grid-template-areas: "priority name chance reasons families" "priority who chance reasons families"; gap: 0 1.6rem; align-items: center; padding: .75rem 1rem; border-radius: 8px; }
.person > details > summary::-webkit-details-marker { display: none; }
.person > details > summary:hover { background: var(--sunk); }
.person > details[open] > summary { border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; }
.person h3 { grid-area: name; margin: 0; line-height: 1.3; font-size: 1rem; align-self: end; } .person .who { grid-area: who; font-size: .86rem; color: var(--soft); align-self: start; }
.person .chance { grid-area: chance; text-align: right; line-height: 1.25; font-variant-numeric: tabular-nums; } .chance strong { font-size: 1.15rem; display: block; } .chance .quiet { font-size: .8rem; }
.person .reasons { grid-area: reasons; font-size: .9rem; line-height: 1.4; } .reason { display: block; padding-left: .9rem; text-indent: -.9rem; } .reason::before { content: "–"; display: inline-block; width: .9rem; text-indent: 0; color: var(--soft); }
.person .families, .person .reasons, .person .who, .why { overflow-wrap: anywhere; }
.person .families { grid-area: families; font-size: .84rem; color: var(--soft); }
.priority { grid-area: priority; justify-self: start; color: var(--tone); border: 1.5px solid var(--tone); border-radius: 4px; padding: .05rem .5rem; font-size: .84rem; font-weight: 650; }
.priority.urgent { background: var(--tone); color: var(--card); }
.body { padding: 0 clamp(1rem, 2vw, 1.6rem) 1.6rem; }
.stated { margin-top: 1rem; } .stated + h4 { margin-top: 1rem; } .why { margin-top: .6rem; max-width: 80ch; }
.story ol { list-style: none; display: grid; gap: .45rem; max-width: 88ch; } .story li { display: grid; grid-template-columns: 6.4rem minmax(0, 1fr); gap: 0 .8rem; font-size: 1.06rem; line-height: 1.45; } .story time { color: var(--soft); font-size: .9rem; padding-top: .12rem; font-variant-numeric: tabular-nums; white-space: nowrap; } .story .more { font-size: .86rem; white-space: nowrap; }
.story .quiet { margin-top: .5rem; font-size: .94rem; } .in-rings { margin-top: .3rem; }
.pair { display: grid; gap: 0 2.2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); } .pair.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); } .pair > * { min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .5rem 0; }
caption { text-align: left; color: var(--soft); font-size: .86rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .38rem .9rem .38rem 0; border-bottom: 1px solid var(--line); }
th.number, td.number { text-align: right; } th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .82rem; font-weight: 600; color: var(--soft); white-space: nowrap; } tbody th { font-weight: 500; }
.day { white-space: nowrap; } .warn { color: var(--urgent); font-weight: 650; }
.waterfall th, .waterfall td { padding: 0 .7rem 0 0; border: 0; vertical-align: middle; height: 1.9rem; } .waterfall tbody th { font-weight: 400; line-height: 1.3; width: 36%; padding-block: .2rem; } .waterfall td.number { padding-left: .2rem; }
.waterfall .chart { width: 42%; min-width: 4.5rem; } .waterfall thead th { vertical-align: bottom; }
.waterfall .chart svg { display: block; width: 100%; overflow: visible; } .waterfall td.chart { padding-block: 0; height: 1px; } .waterfall td.chart svg { height: 100%; min-height: 1.9rem; }
.waterfall .mark { stroke: var(--shore); stroke-width: 1; vector-effect: non-scaling-stroke; } .waterfall .join { stroke: var(--soft); stroke-width: 1; vector-effect: non-scaling-stroke; }
.bar.prior { fill: var(--watch); } .bar.finding { fill: var(--high); } .bar.counter_evidence { fill: var(--for); } .bar.total { fill: var(--ink); }
tr.total th, tr.total td { font-weight: 650; border-top: 1px solid var(--line); } tr.total .chart { border-top: 1px solid var(--line); }
.sum { font-size: .9rem; color: var(--soft); font-variant-numeric: tabular-nums; } .sum strong { color: var(--ink); }
.map > svg { display: block; width: 100%; height: auto; border-radius: 6px; } .sea { fill: var(--sea); } .land { fill: var(--land); stroke: var(--shore); stroke-width: .8px; } .borders { fill: none; stroke: var(--shore); stroke-width: .6px; stroke-dasharray: 2 2; }
.map text, .graph text { font-size: 13px; fill: var(--ink); paint-order: stroke; stroke: var(--sea); stroke-width: 3.5px; stroke-linejoin: round; } .map .place { font-weight: 600; }
.distance path { fill: none; stroke: var(--ink); stroke-width: 1.3; stroke-dasharray: 5 4; } .distance text { font-variant-numeric: tabular-nums; }
.marker { stroke: var(--card); stroke-width: 1.6; } .marker.claimed { fill: var(--claimed); } .marker.shipped { fill: var(--shipped); } .marker.first_check_in { fill: var(--check_in); } .marker.check_in { fill: var(--card); stroke: var(--check_in); stroke-width: 2; } .marker.sign_in { fill: var(--sign_in); }
.places th, .places td { padding-block: .28rem; } .places th[scope=row], .places td.number { white-space: nowrap; } .places td:nth-child(2) { min-width: 7.5rem; } .places thead th { white-space: normal; } .places th, .places td { padding-right: .6rem; } .places .detail { display: block; font-size: .94em; } .key { width: 1.15rem; height: 1.15rem; vertical-align: -.22rem; margin-right: .4rem; }
.timeline svg { display: block; width: 100%; min-width: 760px; height: auto; } .timeline text { font-size: 12.5px; fill: var(--soft); } .timeline .lane text { fill: var(--ink); font-size: 13.5px; }
.timeline .tick line { stroke: var(--line); } .timeline .lane line { stroke: var(--line); stroke-dasharray: 1 4; }
.dots circle { fill: var(--accent); fill-opacity: .5; } .marks circle { fill: var(--high); } .marks .halo { fill: none; stroke: var(--high); stroke-width: 1.8; } .marks a:focus-visible .halo { stroke: var(--focus); stroke-width: 4; }
figcaption { font-size: .86rem; color: var(--soft); margin: .3rem 0; max-width: 80ch; }
article.finding { border: 1px solid var(--line); border-left: 3px solid var(--high); border-radius: 6px; padding: .9rem 1.1rem; margin: .7rem 0; } article.finding.excused { border-left-color: var(--for); } article.finding > * { min-width: 0; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .88rem; color: var(--soft); margin: .2rem 0 .5rem; } .facts strong { color: var(--ink); font-variant-numeric: tabular-nums; } .tag { border: 1px solid var(--line); background: var(--sunk); border-radius: 4px; padding: 0 .45rem; color: var(--ink); }
.summary { max-width: 80ch; } .explanations, .steps { padding-left: 1.2rem; font-size: .94rem; } .support { color: var(--for); } .counters { padding-left: 1.2rem; } .counter .number, .story .for { color: var(--for); white-space: nowrap; } .story > p { max-width: 88ch; }
.evidence { list-style: none; display: grid; gap: .6rem; } .evidence li { border-top: 1px solid var(--line); padding-top: .5rem; font-size: .92rem; } .where { overflow-wrap: anywhere; } .cleared { margin-top: 1.2rem; }
.fields { display: grid; gap: .12rem; font-size: .9rem; margin: .25rem 0; } .fields.columns { grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); gap: .12rem 2rem; } .fields > div { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: 0 1rem; align-content: start; } .fields dt { color: var(--soft); min-width: 0; } .fields dd { min-width: 0; }
pre { background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; margin: .4rem 0; max-height: 26rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; line-height: 1.45; }
.back { font-size: .9rem; color: var(--soft); } .target:not(section) { outline: 2px solid var(--focus); outline-offset: 3px; }
.ring { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .4rem 1.2rem 1rem; margin: .9rem 0; } .ring h3 { margin-top: .7rem; } .ring h4 { margin: 1rem 0 .2rem; } .ring ul { padding-left: 1.2rem; font-size: .93rem; }
.graph { width: 100%; max-width: 21rem; height: auto; justify-self: center; } .graph text { stroke: var(--card); } .graph .link { stroke: var(--high); } .graph .spoke { stroke: var(--soft); stroke-dasharray: 3 4; } .graph .member circle { fill: var(--accent); stroke: var(--card); stroke-width: 2; } .graph .hub rect { fill: var(--shipped); stroke: var(--card); stroke-width: 2; } .graph .hub text { font-weight: 600; font-size: 12px; }
@media (max-width: 56rem) {
  .person > details > summary { grid-template-columns: 1fr auto; grid-template-areas: "priority chance" "name chance" "who who" "reasons reasons" "families families"; gap: .15rem .8rem; }
  .person .chance { align-self: start; } .person .reasons { margin-top: .3rem; }
}
@media (max-width: 34rem) {
  .fields > div { grid-template-columns: 1fr; } .story li { grid-template-columns: 1fr; } .fields dd { margin-bottom: .3rem; } article.finding { padding: .7rem .8rem; } .ring { padding-inline: .8rem; } .bar { gap: .2rem .8rem; } nav { gap: .1rem .8rem; }
  .tiles { grid-template-columns: 1fr 1fr; } table.places { min-width: 30rem; }
  .waterfall tr { display: grid; grid-template-columns: minmax(0, 1fr) 3.6rem 3.6rem; grid-template-areas: "label bits sum" "chart chart chart"; align-items: center; } .waterfall tr > * { height: auto; width: auto !important; padding-right: 0; } .waterfall tr > .chart { grid-area: chart; height: auto; margin-bottom: .3rem; } .waterfall td.chart svg { height: 1.5rem; min-height: 0; } .waterfall thead .chart { display: none; } tr.total .chart { border-top: 0 !important; }
  .map text { font-size: 20px; } .map .distance-label { display: none; } nav a { font-size: .88rem; }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; --paper: #fff; --sunk: #fff; }
  body { font-size: 10.5pt; } .top { position: static; } nav, .controls, #theme, .skip { display: none !important; }
  details:not(.deep)::details-content { content-visibility: visible; block-size: auto; } details.deep:not([open]) { display: none; } details > summary { list-style: none; }
  pre { max-height: none; } .scroll { overflow: visible; } .timeline svg { min-width: 0; } .bar, main, footer { max-width: none; padding-inline: 0; }
  .person > details > summary, .tiles li, figure, tr, .finding > h5 { break-inside: avoid; } h2, h3, h4, h5 { break-after: avoid; } .person > details { border: 0; border-top: 2px solid var(--ink); border-radius: 0; }
  * { print-color-adjust: exact; }
}
`;
