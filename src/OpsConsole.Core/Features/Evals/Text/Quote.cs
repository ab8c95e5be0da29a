namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Quotes a value inside a reason, cut where it would drown the sentence.</summary>
internal static class Quote
{
    private const int Longest = 200;

    public static string Of(string text) => text.Length <= Longest ? $"“{text}”" : $"“{text.AsSpan(0, Longest)}…”";

    public static string List(IReadOnlyList<string> texts) => string.Join(", ", texts.Take(10).Select(Of)) + (texts.Count > 10 ? $" and {texts.Count - 10} more" : "");
}
