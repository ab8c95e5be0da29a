using Fluid;
using Fluid.Ast;
using Parlot;
using Parlot.Fluent;
using static Parlot.Fluent.Parsers;

namespace OpsConsole.Templates;

/// <summary>Fluid's grammar without files, and with <see cref="IncludeTag"/> in their place.</summary>
internal sealed class TemplateParser : FluidParser
{
    private const string DefaultLabel = "production";

    public TemplateParser()
        : base(new FluidParserOptions { AllowParentheses = true })
    {
        RegisteredTags.Remove("render");

        // Its body is a second grammar that hides block depth from TemplateBounds.
        RegisteredTags.Remove("liquid");

        var label = Comma.SkipAnd(Terms.Text("label")).SkipAnd(Colon).SkipAnd(String);
        RegisteredTags["include"] = String.And(ZeroOrOne(label)).AndSkip(TagEnd)
            .Then<Statement>(static (context, names) => Include(context, names.Item1, names.Item2))
            .ElseError("an include names a prompt and, if need be, a label: {% include \"shared/tone\", label: \"staging\" %}");
    }

    // Known by name, so that a text which only looks like a tag (in raw, in a comment) is never taken for one.
    private static IncludeTag Include(ParseContext context, TextSpan key, TextSpan label)
    {
        var text = context.Scanner.Buffer;
        var end = context.Scanner.Cursor.Offset;
        var start = text.LastIndexOf("{%", end, StringComparison.Ordinal);
        return new IncludeTag(new TemplateInclude(key.ToString(), label.Length > 0 ? label.ToString() : DefaultLabel, start, end));
    }
}
