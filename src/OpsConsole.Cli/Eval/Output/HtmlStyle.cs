namespace OpsConsole.Cli.Eval.Output;

/// <summary>What the table of results adds to the looks of a report; the filters are plain CSS.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        main{max-width:none}.results{table-layout:fixed;min-width:100%}.results th,.results td{width:24rem;font-weight:normal}.results thead th{font-weight:600}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 ui-monospace,monospace;margin:.3rem 0;max-height:18rem;overflow-y:auto}.results p{margin:0 0 .2rem}
        .pass b{color:var(--good)}.fail b{color:var(--bad)}.error b{color:var(--warn)}.why{overflow-wrap:anywhere}small,summary{color:var(--soft)}
        .part{font-size:1.25rem;margin-top:3rem;padding-top:1rem;border-top:2px solid var(--line)}
        fieldset{border:0;padding:0;margin:1.8rem 0 1rem;display:flex;gap:1rem}legend{float:left;margin-right:1rem}label{display:flex;gap:.35rem}
        body:has(#bad:checked) .results tr.ok,body:has(#err:checked) .results tbody tr:not(.err){display:none}
        @media print{fieldset{display:none}pre{max-height:none}}

        """;
}
