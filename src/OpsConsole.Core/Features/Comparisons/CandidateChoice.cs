using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>What is to be compared: a run with all its candidates, or one candidate of it. Written <c>412</c>, <c>RUN-0412</c> or <c>412.1</c>.</summary>
public readonly record struct CandidateChoice(int RunId, int? Position)
{
    public static string IdOf(int runId, int position) => string.Create(CultureInfo.InvariantCulture, $"{runId}.{position}");

    /// <summary>A list with commas between; empty parts are passed over.</summary>
    public static Result<IReadOnlyList<CandidateChoice>> ParseAll(string? text)
    {
        var choices = new List<CandidateChoice>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parsed = Parse(part);
            if (!parsed.IsOk)
            {
                return parsed.Error;
            }

            choices.Add(parsed.Value);
        }

        return choices;
    }

    public static Result<CandidateChoice> Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var run = Run.ParseKey(dot < 0 ? text : text[..dot]);
        var position = 0;
        return run is { } id && (dot < 0 || (int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out position)))
            ? new CandidateChoice(id, dot < 0 ? null : position)
            : CompareErrors.NotAChoice(text);
    }

    public override string ToString() => Position is { } position ? IdOf(RunId, position) : RunId.ToString(CultureInfo.InvariantCulture);
}
