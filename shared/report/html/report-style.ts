/** The style of a report. The digest stands at the foot of every printed page, and is hexadecimal digits alone. */
export function reportStyle(recordSha256: string): string {
  const foot = /^[0-9a-f]{64}$/.test(recordSha256) ? recordSha256 : '';
  return `${screen}${widths}${narrow}${paper(foot)}`;
}

const screen = `
:root{color-scheme:light dark;
--ground:light-dark(#fff,#15181d);--raised:light-dark(#f6f7f9,#1d2128);--line:light-dark(#d5d9df,#363d48);--rule:light-dark(#1d2430,#aab3c0);
--ink:light-dark(#1a1f27,#e6e9ed);--soft:light-dark(#4c5563,#a8b1bd);--link:light-dark(#174a94,#93bbf8);
--good:light-dark(#0f5d2c,#85d9a4);--good-ground:light-dark(#eaf6ee,#14301f);
--open:light-dark(#6b4300,#efc67c);--open-ground:light-dark(#fdf4df,#33280f);
--bad:light-dark(#96131a,#ffa19b);--bad-ground:light-dark(#fdeceb,#3b1719);
--bar:light-dark(#2f639f,#6f9fe0);
--sans:"IBM Plex Sans","Segoe UI",system-ui,-apple-system,"Noto Sans","Liberation Sans",Arial,sans-serif;
--mono:"IBM Plex Mono",ui-monospace,"SF Mono","Cascadia Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:16px/1.55 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:76rem;padding:2.5rem 2rem 5rem;display:grid;grid-template-columns:16rem minmax(0,1fr);column-gap:3.5rem;overflow-wrap:anywhere}
header{grid-column:1/-1;border-bottom:2px solid var(--rule);margin-bottom:2rem;padding-bottom:1.25rem}
nav{align-self:start;position:sticky;top:1.5rem;max-height:calc(100vh - 3rem);overflow:auto;font-size:.8125rem;line-height:1.4}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:1}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.running{margin:0 0 .35rem;color:var(--soft);font-size:.875rem;letter-spacing:.02em}
h1{margin:0 0 .75rem;font-size:2.125rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
.drawn-from{margin:0;color:var(--soft);font-size:.8125rem}
nav h2{margin:0 0 .5rem;font-size:.8125rem;color:var(--soft);font-weight:600}
nav ol{list-style:none;margin:0;padding:0}
nav ol ol{padding:.1rem 0 .35rem 1.6rem}
nav>ol>li{margin:.25rem 0}
nav a{display:block;padding:.1rem 0;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
nav .number{display:inline-block;min-width:1.4rem;color:var(--soft);font-variant-numeric:tabular-nums}
nav ol ol a{color:var(--soft)}
section{margin-bottom:3rem}
h2{margin:0 0 1rem;padding-top:.25rem;font-size:1.5rem;line-height:1.25;font-weight:650}
h3{margin:2.25rem 0 .75rem;font-size:1.125rem;line-height:1.35;font-weight:650}
h4{margin:1.5rem 0 .4rem;font-size:1rem;line-height:1.4;font-weight:650}
h2 .number,h3 .number{color:var(--soft);font-weight:400;margin-right:.35em;font-variant-numeric:tabular-nums}
p,ul,ol,blockquote{margin:0 0 .9rem;max-width:44rem}
ul,ol{padding-left:1.4rem}
li{margin-bottom:.25rem}
blockquote{border-left:3px solid var(--line);padding-left:1rem;color:var(--soft)}
dl{margin:0 0 1.25rem;border-top:1px solid var(--line)}
dl>div{display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:1.25rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0}
code,pre,.digest{font-family:var(--mono);font-size:.84em}
.evidence{unicode-bidi:isolate;background:var(--raised);border-radius:2px;padding:0 .2em;box-decoration-break:clone;-webkit-box-decoration-break:clone;white-space:pre-wrap}
.mark{unicode-bidi:isolate;display:inline-block;border:1px solid var(--open);border-radius:2px;background:var(--open-ground);color:var(--open);font:600 .68rem/1.3 var(--mono);padding:0 .2em;margin:0 .1em}
pre{margin:0 0 1.25rem;padding:.75rem 1rem;background:var(--raised);border-left:3px solid var(--line);line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere}
table{width:100%;table-layout:fixed;margin:0 0 1.75rem;border-collapse:collapse;font-size:.875rem;line-height:1.45;font-variant-numeric:tabular-nums}
caption{text-align:start;font-weight:600;padding:.75rem 0 .5rem}
th{text-align:start;font-weight:600;vertical-align:bottom;padding:.4rem .75rem .4rem 0;border-bottom:2px solid var(--rule)}
td{vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
.end{text-align:end;overflow-wrap:normal}
:is(th,td).end:not(:last-child){padding-right:1.25rem}
.bars th{border-bottom:1px solid var(--line);vertical-align:middle;width:25%;font-weight:400}
.bars td{vertical-align:middle}
.bars .bar{width:50%}
.bars .end{width:25%;white-space:nowrap}
svg{display:block;width:100%;height:.7rem}
rect{fill:var(--bar)}
.verdict,.notice{margin:0 0 1.25rem;padding:.9rem 1.1rem;border-left:6px solid var(--line);background:var(--raised)}
.verdict p:last-child,.notice p:last-child{margin:0}
.headline{margin:0 0 .35rem;font-weight:700;font-size:1.125rem;letter-spacing:.01em}
.headline span{display:inline-block;min-width:1.3em}
.verified{border-color:var(--good);background:var(--good-ground)}.verified .headline{color:var(--good)}
.not-verifiable,.open{border-color:var(--open);background:var(--open-ground)}.not-verifiable .headline{color:var(--open)}
.failed,.bad{border-color:var(--bad);background:var(--bad-ground)}.failed .headline{color:var(--bad)}
`;

const widths = Array.from({ length: 100 }, (_, index) => `.w${index + 1}{width:${index + 1}%}`).join('');

/** One column; a table of many columns becomes a list of rows, in which every cell says what it is. */
const narrow = `
@media screen and (max-width:64rem){
body{display:block;max-width:50rem;padding:1.5rem 1.25rem 4rem}
nav{position:static;max-height:none;margin-bottom:2.5rem;font-size:.9375rem}
}
@media screen and (max-width:42rem){
h1{font-size:1.625rem}h2{font-size:1.3125rem}
dl>div{display:block}
dt{font-size:.875rem}
table:not(.bars),table:not(.bars) tbody,table:not(.bars) tr,table:not(.bars) td,table:not(.bars) caption{display:block}
table:not(.bars) thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
table:not(.bars) colgroup{display:none}
table:not(.bars) tr{border-top:2px solid var(--line);padding:.35rem 0}
table:not(.bars) td{border:0;padding:.15rem 0 .15rem 8rem;text-align:start;position:relative;min-height:1.7em}
table:not(.bars) td::before{content:attr(data-name);position:absolute;left:0;width:7.5rem;color:var(--soft)}
table:not(.bars) td:empty{display:none}
}
`;

/** Any size of paper; light whatever the screen is; headings stay with what follows, and heads of tables come again. */
function paper(foot: string): string {
  return `
@page{margin:22mm 18mm 20mm;
@bottom-left{content:"report.json SHA-256 ${foot}";font:7pt "IBM Plex Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;color:#4c5563}
@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt "IBM Plex Sans","Segoe UI","Liberation Sans",Arial,sans-serif;color:#4c5563}}
@media print{
:root{color-scheme:light}
html{font-size:10pt;line-height:1.45;background:none}
body{display:block;max-width:none;padding:0;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.skip{display:none}
h1{font-size:22pt}h2{font-size:15pt}h3{font-size:12pt}h4{font-size:10.5pt}
nav{position:static;max-height:none;overflow:visible;break-after:page;font-size:9.5pt;line-height:1.25}
nav>ol>li{margin:.6mm 0}
nav a{padding:.3mm 0}
nav h2{font-size:12pt;color:inherit}
nav ol ol{padding-left:2.2rem}
a{color:inherit;text-decoration:none}
h2,h3,h4,caption,.headline,p:has(+pre){break-after:avoid}
thead{display:table-header-group}
tr,dl,dl>div,li,.verdict,.notice,.bars{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
p,pre{orphans:3;widows:3}
p,ul,ol,blockquote{max-width:none}
dl>div{grid-template-columns:38mm minmax(0,1fr);padding:1mm 0}
table{font-size:8.5pt}
pre{font-size:8pt;padding:2mm 3mm}
section{margin-bottom:9mm}
}
`;
}
