using System.Globalization;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>A baseline's settings; an unknown name or a bad value is refused, never ignored.</summary>
internal sealed record MethodSettings(int Sentences)
{
    public const string SentencesName = "sentences";
    private const int MostSentences = 100;

    /// <exception cref="ArgumentException">A name the model does not know, or a value that is not a count.</exception>
    public static MethodSettings Parse(BuiltinModel model, IReadOnlyDictionary<string, string>? given)
    {
        var sentences = 1;
        foreach (var (name, value) in given ?? new Dictionary<string, string>())
        {
            if (!model.Settings.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"The baseline '{model.Name}' has no setting '{name}'; it has {(model.Settings.Count == 0 ? "none" : string.Join(", ", model.Settings))}.");
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out sentences) || sentences is < 1 or > MostSentences)
                throw new ArgumentException($"The setting '{name}' of the baseline '{model.Name}' must be a whole number from 1 to {MostSentences}, not '{value}'.");
        }

        return new MethodSettings(sentences);
    }
}
