using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Parser;

namespace OpsConsole.Templates;

/// <summary>The one dialect of Liquid the console speaks: no files, no functions, no culture, no local time.</summary>
internal static partial class TemplateLanguage
{
    private static readonly FluidParser Parser = new TemplateParser();

    public static TemplateOptions Options { get; } = CreateOptions();

    public static bool HasFilter(string name) => Options.Filters.TryGetValue(name, out _);

    /// <summary>The template, or where and why it does not parse.</summary>
    public static (IFluidTemplate? Template, TemplateFault? Fault) Parse(string text)
    {
        try
        {
            if (Parser.Grammar.TryParse(new FluidParseContext(text), out var statements, out var error) && error is null)
            {
                return (new FluidTemplate(statements), null);
            }

            return (null, TextPosition.At(text, error?.Position.Offset ?? text.Length).Fault(error?.Message ?? "unexpected text"));
        }
        catch (ParseException fault)
        {
            return (null, Locate(fault.Message));
        }
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            ModelNamesComparer = StringComparer.Ordinal,
            TimeZone = TimeZoneInfo.Utc,
            Now = () => TimeProvider.System.GetUtcNow(),
            MaxRecursion = 100,
        };
        TemplateFilters.Register(options.Filters);
        return options;
    }

    // An unknown tag is thrown as text: "Unknown tag 'x' at (3:7)".
    private static TemplateFault Locate(string message)
    {
        var match = Place().Match(message);
        return match.Success
            ? new TextPosition(Number(match.Groups["line"]), Number(match.Groups["column"])).Fault(match.Groups["reason"].Value)
            : new TextPosition(1, 1).Fault(message.Length == 0 ? "invalid expression" : message);

        static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<reason>.*) at \((?<line>\d+):(?<column>\d+)\)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Place();
}
