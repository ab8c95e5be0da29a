namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>The looks of a report: light and dark on a screen, black on white on paper.</summary>
internal static class HtmlReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:light-dark(#fff,#12161d);--ink:light-dark(#1b2330,#e4e8ef);--soft:light-dark(#566070,#9aa5b5);--line:light-dark(#d5d9e0,#3a4150);--head:light-dark(#f5f6f8,#1d222c);--good:light-dark(#146c43,#6fd3a0);--bad:light-dark(#b02a37,#ff8f98);--warn:light-dark(#8a5a00,#f0bd5c);--mark:light-dark(#0b63a5,#7cb8ea)}
        body{margin:0;font:14px/1.5 system-ui,sans-serif;background:var(--bg);color:var(--ink)}
        main{padding:1.5rem;max-width:76rem;margin:0 auto}h1{font-size:1.4rem;margin:0 0 .4rem}h2{font-size:1.05rem;margin:1.8rem 0 .5rem}.lead{font-weight:600;margin:0 0 1rem}
        dl{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0 0 1rem}dt{color:var(--soft);font-size:.85em}dd{margin:0;font-variant-numeric:tabular-nums}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
        thead th{background:var(--head);font-weight:600;white-space:nowrap}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        tr.good>td:first-child{box-shadow:inset 3px 0 var(--good)}tr.bad>td:first-child{box-shadow:inset 3px 0 var(--bad)}tr.open>td:first-child{box-shadow:inset 3px 0 var(--warn)}
        figure{margin:1rem 0;max-width:46rem}figcaption{color:var(--soft);margin-bottom:.3rem}svg{width:100%;height:auto;display:block}svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .t{fill:var(--soft)}
        svg .g{stroke:var(--line)}svg .i{stroke:var(--mark);stroke-width:2}svg .p{fill:var(--mark)}footer{color:var(--soft);margin-top:2rem;font-size:.85em}
        @media print{:root{color-scheme:light}main{padding:0;max-width:none}.wide{overflow:visible}th,td{overflow-wrap:anywhere}thead{display:table-header-group}tr,figure{break-inside:avoid}h2{break-after:avoid}@page{margin:15mm}}
        """;
}
