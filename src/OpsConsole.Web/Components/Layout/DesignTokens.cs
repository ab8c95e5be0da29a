using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace OpsConsole.Web.Components.Layout;

/// <summary>The values of <c>tokens.css</c> for one theme, so that MudBlazor and the charts use the colours of the style sheet itself.</summary>
public sealed partial class DesignTokens
{
    private readonly FrozenDictionary<string, string> _values;

    private DesignTokens(IEnumerable<string> blocks)
    {
        var values = new Dictionary<string, string>();
        foreach (Match token in blocks.SelectMany(block => Token().Matches(block)))
            values[token.Groups["name"].Value] = token.Groups["value"].Value.Trim();
        _values = values.ToFrozenDictionary();
    }

    public static DesignTokens Light { get; } = new(Blocks(dark: false));

    public static DesignTokens Dark { get; } = new(Blocks(dark: true));

    public static DesignTokens For(bool dark) => dark ? Dark : Light;

    /// <summary>The value of <c>--oc-NAME</c>.</summary>
    public string this[string name] => _values[name];

    /// <summary>The colour of a candidate's or model's slot; 0 is for baseline methods, from 8 on the slots repeat.</summary>
    public string Series(int slot) => this[$"cat-{Controls.Series.Slot(slot)}-ink"];

    // Blocks that name no theme hold for both; a later block wins, as in the cascade.
    private static IEnumerable<string> Blocks(bool dark)
    {
        using var stream = typeof(DesignTokens).Assembly.GetManifestResourceStream("tokens.css")!;
        using var reader = new StreamReader(stream);
        var css = Comment().Replace(reader.ReadToEnd(), "");
        return Block().Matches(css).Where(block => dark || !block.Groups["selector"].Value.Contains("dark", StringComparison.Ordinal)).Select(block => block.Groups["body"].Value);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Block();

    [GeneratedRegex(@"--oc-(?<name>[\w-]+):(?<value>[^;]+);")]
    private static partial Regex Token();
}
