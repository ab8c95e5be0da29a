using System.Globalization;
using OpsConsole.Core.Ai;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>The parameters of a candidate in one line.</summary>
internal static class ParameterWords
{
    public static string Of(ModelParameters parameters)
    {
        List<string> words = [];
        Add("temperature", parameters.Temperature);
        Add("top-p", parameters.TopP);
        Add("at most tokens", parameters.MaxOutputTokens);
        Add("seed", parameters.Seed);
        if (parameters.Stop is { Count: > 0 } stop)
            words.Add($"stop {string.Join(' ', stop)}");
        words.AddRange((parameters.Method ?? new Dictionary<string, string>()).Select(setting => $"{setting.Key} {setting.Value}"));
        if (parameters.Transform is not null)
            words.Add("answers transformed");
        return words.Count == 0 ? "defaults" : string.Join(", ", words);

        void Add(string name, IFormattable? value)
        {
            if (value is not null)
                words.Add($"{name} {value.ToString(null, CultureInfo.InvariantCulture)}");
        }
    }
}
