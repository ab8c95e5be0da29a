using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

/// <summary>The output has so many words, divided by white space: exactly the value, or from <c>min</c> to <c>max</c>.</summary>
internal sealed class WordCountCheck(double? min, double? max) : IPlainCheck
{
    private const string Wanted = "the value must be a number of words, or an object with min and max";

    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        switch (value)
        {
            case { ValueKind: JsonValueKind.Number } exact:
                return Between(exact.GetDouble(), exact.GetDouble());
            case { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact):
                return Between(exact, exact);
            case { ValueKind: JsonValueKind.Object } range:
                double? min = null, max = null;
                foreach (var property in range.EnumerateObject())
                {
                    switch (property.Name, property.Value.ValueKind)
                    {
                        case ("min", JsonValueKind.Number):
                            min = property.Value.GetDouble();
                            break;
                        case ("max", JsonValueKind.Number):
                            max = property.Value.GetDouble();
                            break;
                        default:
                            return AssertionErrors.Value($"{Wanted}; “{property.Name}” is not one of them, or no number");
                    }
                }

                return min is null && max is null ? AssertionErrors.Value(Wanted) : Between(min, max);
            default:
                return AssertionErrors.Value(Wanted);
        }
    }

    public Finding Evaluate(AssertionContext context)
    {
        var count = 0;
        var inWord = false;
        foreach (var c in context.Output)
        {
            var isBlank = char.IsWhiteSpace(c);
            count += !isBlank && !inWord ? 1 : 0;
            inWord = !isBlank;
        }

        return Finding.Of(!(count < min) && !(count > max), $"has {count} {(count == 1 ? "word" : "words")}; wanted {Range}");
    }

    private string Range =>
        min == max ? $"exactly {min:R}" : min is null ? $"at most {max:R}" : max is null ? $"at least {min:R}" : $"{min:R} to {max:R}";

    private static Result<ICheck> Between(double? min, double? max) =>
        min > max ? AssertionErrors.Value($"min ({min:R}) must not be more than max ({max:R})") : new WordCountCheck(min, max);
}
