using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary><c>is-xml</c> and <c>contains-xml</c>, with the elements that must be there, as paths from the root (<c>order.customer.name</c>).</summary>
internal sealed class XmlCheck(IReadOnlyList<string> required, bool whole) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, bool whole)
    {
        var required = Required(value);
        return required.IsOk ? new XmlCheck(required.Value, whole) : required.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (whole)
        {
            return XmlPaths.Read(context.Output, fragment: false, required, found) is { } fault
                ? Finding.Of(false, $"is not XML: {fault}")
                : Judged("is XML", found);
        }

        var isThere = false;
        foreach (var (start, end) in XmlRegions.In(context.Output))
        {
            isThere |= XmlPaths.Read(context.Output[start..end], fragment: true, required, found) is null;
        }

        return isThere ? Judged("contains XML", found) : Finding.Of(false, "contains no XML");
    }

    private Finding Judged(string fact, HashSet<string> found)
    {
        var missing = required.Where(element => !found.Contains(element)).ToList();
        return missing.Count == 0 ? Finding.Of(true, required.Count == 0 ? fact : $"{fact} with {Quote.List(required)}") : Finding.Of(false, $"{fact} without {Quote.List(missing)}");
    }

    private static Result<IReadOnlyList<string>> Required(JsonElement? value)
    {
        const string Wanted = "the value must be a list of element paths, a comma-separated text, or an object with requiredElements";
        switch (value)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return Result.From<IReadOnlyList<string>>([]);
            case { ValueKind: JsonValueKind.String } text:
                return Result.From<IReadOnlyList<string>>(text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            case { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return Result.From<IReadOnlyList<string>>([.. list.EnumerateArray().Select(item => item.GetString()!)]);
            case { ValueKind: JsonValueKind.Object } options when options.TryGetProperty("requiredElements", out var elements) && options.EnumerateObject().Count() == 1:
                return Required(elements);
            default:
                return AssertionErrors.Value(Wanted);
        }
    }
}
