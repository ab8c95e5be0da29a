using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;
using OpsConsole.Core.Features.Evals.ToolCalls;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary>
/// <c>tool-calls</c>: the answer asks for the calls named, and for no others. A call is a name, or an object with <c>name</c> and the <c>arguments</c> that must be
/// among those given. The score is the share of expected calls that are there.
/// </summary>
internal sealed class ToolCallsCheck(IReadOnlyList<(string Name, JsonElement? Arguments)> expected, bool ordered, bool additional, bool exact, double threshold) : IPlainCheck
{
    public static Result<ICheck> Compile(Assertion assertion)
    {
        var options = new CheckOptions(assertion.Config);
        var (ordered, additional, exact) = (options.Flag("ordered", false), options.Flag("additional", false), options.Flag("exact", false));
        if (options.Fault is { } fault)
        {
            return fault;
        }

        if (assertion.Threshold is < 0 or > 1)
        {
            return AssertionErrors.Threshold("the threshold is the share of expected calls that must be there, from 0 to 1");
        }

        var expected = Expected(assertion.Value);
        return expected.IsOk ? new ToolCallsCheck(expected.Value, ordered, additional, exact, assertion.Threshold ?? 1) : expected.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        var read = ToolCallReader.Of(context);
        if (!read.IsOk)
        {
            return Finding.Of(false, $"asks for no tool calls that could be read: {read.Error.Message}");
        }

        var calls = read.Value;
        var taken = new bool[calls.Count];
        var missing = new List<string>();
        var from = 0;

        // In any order the one that names its arguments chooses first: the bare name takes what is left.
        foreach (var (name, arguments) in ordered ? expected : [.. expected.OrderBy(call => call.Arguments is null)])
        {
            var at = Enumerable.Range(from, calls.Count - from).FirstOrDefault(i => !taken[i] && calls[i].Name == name && Agrees(arguments, calls[i].Arguments), -1);
            if (at < 0)
            {
                missing.Add(arguments is { } wanted ? $"{name}({wanted.GetRawText()})" : name);
                continue;
            }

            taken[at] = true;
            from = ordered ? at + 1 : 0;
        }

        var extra = calls.Where((_, i) => !taken[i]).Select(call => call.Name).ToList();
        var share = expected.Count == 0 ? 1 : (double)(expected.Count - missing.Count) / expected.Count;
        var refused = extra.Count > 0 && !additional;
        return Finding.Scored(share >= threshold && !refused, refused && expected.Count == 0 ? 0 : share, Words(calls.Count, missing, refused ? extra : []));
    }

    private string Words(int count, List<string> missing, List<string> extra)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{expected.Count - missing.Count} of {expected.Count} expected calls are there{(ordered ? " in order" : "")}, of {count} in all");
        return words + (missing.Count > 0 ? $"; missing: {Quote.List(missing)}" : "") + (extra.Count > 0 ? $"; not expected: {Quote.List(extra)}" : "");
    }

    private bool Agrees(JsonElement? expectedArguments, JsonElement? given)
    {
        if (expectedArguments is not { } wanted)
        {
            return true;
        }

        return given is { } actual && (exact || wanted.ValueKind != JsonValueKind.Object || actual.ValueKind != JsonValueKind.Object
            ? JsonElement.DeepEquals(wanted, actual)
            : wanted.EnumerateObject().All(property => actual.TryGetProperty(property.Name, out var value) && JsonElement.DeepEquals(property.Value, value)));
    }

    private static Result<IReadOnlyList<(string Name, JsonElement? Arguments)>> Expected(JsonElement? value)
    {
        const string Wanted = "the value must be a call or a list of calls, each a name or an object with name and arguments; names may be a comma-separated text";
        var items = value switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ToList(),
            { ValueKind: JsonValueKind.Object } one => [one],
            { ValueKind: JsonValueKind.String } names => [.. names.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => JsonSerializer.SerializeToElement(name))],
            _ => null,
        };
        if (items is null)
        {
            return AssertionErrors.Value(Wanted);
        }

        var calls = new List<(string, JsonElement?)>();
        foreach (var item in items)
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } name)
            {
                calls.Add((name, null));
            }
            else if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var named) && named.ValueKind == JsonValueKind.String
                && item.EnumerateObject().All(property => property.Name is "name" or "arguments"))
            {
                calls.Add((named.GetString()!, item.TryGetProperty("arguments", out var arguments) && arguments.ValueKind != JsonValueKind.Null ? arguments.Clone() : null));
            }
            else
            {
                return AssertionErrors.Value(Wanted);
            }
        }

        return calls;
    }
}
