using Fluid;
using Fluid.Values;

namespace OpsConsole.Templates;

/// <summary>Liquid's filters, each paying for what it touches, and the Nunjucks names that promptfoo's users write.</summary>
internal static class TemplateFilters
{
    public static void Register(FilterCollection filters)
    {
        // They take .NET format strings, where a width can ask for gigabytes; Liquid does not have them.
        filters.Remove("format_string");
        filters.Remove("format_number");
        filters.Remove("format_date");

        filters.AddFilter("json", Json);
        filters.AddFilter("dump", Json);
        foreach (var (alias, name) in new[] { ("length", "size"), ("lower", "downcase"), ("upper", "upcase"), ("trim", "strip"), ("safe", "raw") })
        {
            filters.TryGetValue(name, out var filter);
            filters.AddFilter(alias, filter);
        }

        foreach (var (name, filter) in filters.ToList())
        {
            var growth = GrowthOf(name);
            filters.AddFilter(name, (input, arguments, context) =>
            {
                var budget = RenderContext.BudgetOf(context);
                budget.Spend(SizeOf(input));
                growth?.Invoke(budget, input, arguments);
                return filter(input, arguments, context);
            });
        }
    }

    // Filters whose result can be far larger than their input are refused before they build it.
    private static Action<RenderBudget, FluidValue, FilterArguments>? GrowthOf(string name) => name switch
    {
        "append" or "prepend" => (budget, input, arguments) => budget.Hold(SizeOf(input) + SizeOf(arguments.At(0))),
        "replace" or "replace_first" or "replace_last" => (budget, input, arguments) =>
            budget.Hold(SizeOf(input) + (SizeOf(arguments.At(1)) * (name == "replace" ? Occurrences(input, arguments.At(0)) : 1))),
        "join" => (budget, input, arguments) =>
            budget.Hold(input is ArrayValue list ? list.Values.Sum(SizeOf) + (list.Values.Count * SizeOf(arguments.At(0))) : 0),
        "concat" => (budget, input, arguments) => budget.Hold(SizeOf(input) + SizeOf(arguments.At(0))),

        // %99999999N pads to that width.
        "date" => (budget, _, arguments) => budget.Hold(LongestDigits(arguments.At(0).ToStringValue()) > 3 ? long.MaxValue : 0),
        _ => null,
    };

    private static ValueTask<FluidValue> Json(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var json = JsonValues.ToJson(input, indented: arguments.Count > 0);
        RenderContext.BudgetOf(context).Hold(json.Length);
        return new StringValue(json, encode: false);
    }

    public static long SizeOf(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Count,
        _ => 1,
    };

    private static long Occurrences(FluidValue text, FluidValue pattern)
    {
        var searched = pattern.ToStringValue();
        return searched.Length == 0 ? 0 : text.ToStringValue().AsSpan().Count(searched);
    }

    private static int LongestDigits(string text)
    {
        int run = 0, longest = 0;
        foreach (var c in text)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
