import type { Markup } from './html.ts';

/** The style of a drift report's page. One accent; red, amber and green mean a result and nothing else. */
export const DRIFT_REPORT_STYLE: Markup = {
  markup: `
:root{color-scheme:light dark;--paper:#fbfbfa;--card:#fff;--ink:#1c1e21;--soft:#5d646d;--line:#e3e4e1;--reference:#c9ced6;--current:#3b6fd4;--worst:#1d4aa6;--drift:#b3261e;--small:#8a5a00;--quiet:#2c6e49;--unsure:#6b5b95;--drift-wash:#fbe9e7;--small-wash:#fdf3dc;--quiet-wash:#e6f3ea;--unsure-wash:#efebf7}
@media (prefers-color-scheme:dark){:root{--paper:#131517;--card:#1b1e21;--ink:#e8e9ea;--soft:#a2a9b1;--line:#2e3236;--reference:#4a525c;--current:#7ba4f4;--worst:#b6cdfb;--drift:#ff9a90;--small:#f0c060;--quiet:#7fcf9f;--unsure:#bfb0e8;--drift-wash:#3a1d1b;--small-wash:#33290f;--quiet-wash:#16291e;--unsure-wash:#262038}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{max-width:1040px;margin:0 auto;padding:20px 16px 64px}
bdi,h1,dd,td,th,li,p{overflow-wrap:anywhere}
h1{font-size:clamp(1.2rem,1rem + 1.6vw,1.7rem);line-height:1.28;margin:.2em 0 .7em;font-weight:650;letter-spacing:-.01em;text-wrap:pretty}
h2{font-size:1.02rem;margin:0 0 .6em;font-weight:650}
section{margin-top:34px}
p{margin:.4em 0}
small{color:var(--soft);font-weight:400}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:3px}
a:hover{text-decoration-color:currentColor}
.verdict{background:var(--wash);border-radius:12px;padding:20px 22px}
.eyebrow{margin:0;color:var(--tone);font-weight:600;font-size:.82rem;letter-spacing:.04em}
.drift{--tone:var(--drift);--wash:var(--drift-wash)}.real_but_small{--tone:var(--small);--wash:var(--small-wash)}.within_noise,.no_drift{--tone:var(--quiet);--wash:var(--quiet-wash)}.cannot_tell{--tone:var(--unsure);--wash:var(--unsure-wash)}
.compared{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:6px 28px;margin:0}
.compared dt{color:var(--soft);font-size:.82rem}
.compared dd{margin:0;font-weight:550}.compared dd span{display:block;color:var(--soft);font-weight:400;font-size:.9rem}
.counts{display:grid;grid-template-columns:repeat(5,1fr);gap:8px;margin-top:14px}
.count{background:var(--wash);border-radius:8px;padding:9px 10px;color:var(--tone);line-height:1.2}
.count b{display:block;font-size:1.45rem;font-weight:650;font-variant-numeric:tabular-nums}.count span{font-size:.82rem}
.count.zero{background:none;box-shadow:inset 0 0 0 1px var(--line);color:var(--soft)}
.badge{display:inline-block;background:var(--wash);color:var(--tone);border-radius:20px;padding:1px 10px;font-size:.82rem;font-weight:600;white-space:nowrap}
ul{margin:0;padding-left:1.15em}li{margin:.3em 0}
.warnings{background:var(--small-wash);border-radius:10px;padding:14px 18px}
table{width:100%;border-collapse:separate;background:var(--card);border:1px solid var(--line);border-radius:10px;border-spacing:0;overflow:hidden;font-size:.93rem}
th,td{text-align:left;padding:8px 12px;border-top:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{border-top:0;color:var(--soft);font-size:.82rem}
tbody th{font-weight:550;max-width:17rem}
tbody th bdi,.name bdi{display:-webkit-inline-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;vertical-align:bottom}
.whole{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.strong{font-weight:700}
.narrow{max-width:440px}
.key{display:flex;flex-wrap:wrap;align-items:center;gap:6px;color:var(--soft);font-size:.88rem;margin-bottom:12px}
.swatch{width:13px;height:13px;border-radius:3px;background:var(--reference)}.swatch.current{background:var(--current);margin-left:12px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:14px;align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 16px;min-width:0;scroll-margin-top:12px}
.card:target{border-color:var(--current)}
summary{display:flex;gap:10px;align-items:baseline;justify-content:space-between;cursor:pointer;list-style:none;font-weight:600}
summary::-webkit-details-marker{display:none}
summary:focus-visible,a:focus-visible{outline:2px solid var(--current);outline-offset:3px;border-radius:4px}
.name{min-width:0}
.note{color:var(--soft);font-size:.9rem;margin:.5em 0 .6em}
svg{display:block;width:100%;height:auto;overflow:visible}
.label{fill:var(--soft);font:10.5px system-ui,sans-serif;font-variant-numeric:tabular-nums}.label.strong{fill:var(--ink);font-weight:650}
.zone.none{fill:var(--quiet-wash)}.zone.moderate{fill:var(--small-wash)}.zone.significant{fill:var(--drift-wash)}
.zone{stroke:var(--line);stroke-width:.6}.noise{stroke:var(--soft);stroke-width:1.4;stroke-dasharray:3 2}.mark{fill:var(--ink)}
rect.reference{fill:var(--reference)}rect.current{fill:var(--current)}rect.worst{fill:var(--worst)}
.axis{stroke:var(--line)}.histogram{margin-top:8px}
.facts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:4px 16px;margin:10px 0 2px;font-size:.86rem}
.facts dt{color:var(--soft)}.facts dd{margin:0;font-variant-numeric:tabular-nums}
.trend{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 14px 8px;margin-top:10px}
svg.phone{display:none}.limit{stroke-width:1;stroke-dasharray:4 3}.limit.moderate{stroke:var(--small)}.limit.significant{stroke:var(--drift)}
.series{fill:none;stroke:var(--reference);stroke-width:1.2}.worst-line{stroke:var(--current);stroke-width:2;fill:none}
.point{fill:var(--card);stroke:var(--current);stroke-width:1.6}.point.drift{fill:var(--drift);stroke:var(--card)}
.pairs{margin:0}.pairs div{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:12px;padding:6px 0;border-top:1px solid var(--line)}.pairs div:first-child{border-top:0}
.pairs dt{font-weight:550}.pairs dd{margin:0;color:var(--soft)}
@media (max-width:640px){.wide{display:none}.counts{grid-template-columns:repeat(auto-fit,minmax(96px,1fr))}th,td{padding:8px 10px}.trend{padding:10px 8px 4px}svg.desk{display:none}svg.phone{display:block}}
@media print{body{background:#fff}.card{break-inside:avoid}}
`,
};
