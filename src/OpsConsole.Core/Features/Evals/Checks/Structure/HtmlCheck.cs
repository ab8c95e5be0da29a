using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary><c>contains-html</c>: the output has HTML in it. <c>is-html</c>: it is HTML and nothing else.</summary>
internal sealed class HtmlCheck(bool whole) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, bool whole) =>
        value is null or { ValueKind: JsonValueKind.Null } ? new HtmlCheck(whole) : AssertionErrors.Value("the type takes no value");

    public Finding Evaluate(AssertionContext context)
    {
        var scan = HtmlScan.Of(context.Output);
        if (!scan.HasKnownTag && !scan.HasDoctype && (whole || !scan.HasPair))
        {
            return Finding.Of(false, "has no HTML in it");
        }

        return !whole ? Finding.Of(true, "has HTML in it")
            : scan.HasXmlDeclaration ? Finding.Of(false, "is XML")
            : scan.HasTextOutside ? Finding.Of(false, "has text outside of the HTML")
            : Finding.Of(true, "is HTML");
    }
}
