namespace OpsConsole.Cli.Eval.Output;

/// <summary>The looks of the HTML page, light and dark; the filters are plain CSS.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--line:light-dark(#d5d9e0,#3a4150);--soft:light-dark(#f5f6f8,#1d222c);--good:light-dark(#146c43,#6fd3a0);--bad:light-dark(#b02a37,#ff8f98);--warn:light-dark(#8a5a00,#f0bd5c)}
        body{margin:0;font:15px/1.45 system-ui,sans-serif;background:light-dark(#fff,#12161d);color:light-dark(#1b2330,#e4e8ef)}
        main{padding:1.5rem}h1{font-size:1.4rem;margin:0 0 1rem}.wide{overflow-x:auto;margin-bottom:1.5rem}
        table{border-collapse:collapse}th,td{border-bottom:1px solid var(--line);padding:.45rem .7rem;text-align:left;vertical-align:top}
        .figures td,.figures th{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.figures .text{text-align:left}
        .results{table-layout:fixed;min-width:100%}.results th,.results td{width:24rem;font-weight:normal}.results thead th{background:var(--soft);font-weight:600}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 ui-monospace,monospace;margin:.3rem 0;max-height:18rem;overflow-y:auto}p{margin:0 0 .2rem}
        .pass b{color:var(--good)}.fail b{color:var(--bad)}.error b{color:var(--warn)}.why{overflow-wrap:anywhere}small,summary,footer{color:light-dark(#566070,#9aa5b5)}
        fieldset{border:0;padding:0;margin:0 0 1rem;display:flex;gap:1rem}legend{float:left;margin-right:1rem}label{display:flex;gap:.35rem}
        body:has(#bad:checked) .results tr.ok,body:has(#err:checked) .results tbody tr:not(.err){display:none}
        """;
}
