using System.Text.Json;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Trends;

/// <summary>What was different from one run of a series to the next, as far as it is on record.</summary>
internal static class TrendMarks
{
    private const int Shown = 60;

    public static IEnumerable<TrendMark> Between(TrendHistory history, (TrendRun Run, TrendCandidate Candidate) before, (TrendRun Run, TrendCandidate Candidate) after, string? label)
    {
        var id = after.Run.Id;
        var moves = history.MovesBetween(after.Candidate.PromptKey, before.Run.At, after.Run.At).Where(move => label is null || move.Label == label).ToList();
        foreach (var move in moves)
            yield return new TrendMark(TrendMarkKind.Label, id, Words(move), Href(move, after.Candidate.PromptKey));
        foreach (var mark in OfPrompt(before.Candidate, after.Candidate, id).Where(_ => label is null || moves.Count == 0))
            yield return mark;
        foreach (var mark in OfModel(before.Candidate, after.Candidate, id))
            yield return mark;
        if (!ReferenceEquals(history.PriceAt(before.Candidate.ModelId, before.Run.At), history.PriceAt(after.Candidate.ModelId, after.Run.At)))
            yield return new TrendMark(TrendMarkKind.Price, id, $"price of {after.Candidate.ModelKey}", $"/providers/{after.Candidate.ProviderKey}");
        foreach (var mark in OfQuestions(history, before.Run, after.Run))
            yield return mark;
        if (before.Run.CodeVersion != after.Run.CodeVersion)
            yield return new TrendMark(TrendMarkKind.Code, id, Cut($"console {after.Run.CodeVersion}"), $"/runs/{Run.KeyOf(id)}");
    }

    private static IEnumerable<TrendMark> OfPrompt(TrendCandidate before, TrendCandidate after, int id)
    {
        var href = $"/prompts/{after.PromptKey}?v={after.PromptNumber}";
        if (before.PromptKey != after.PromptKey || before.PromptNumber != after.PromptNumber)
            yield return new TrendMark(TrendMarkKind.Prompt, id, $"{after.PromptKey} v{after.PromptNumber}", href);
        else if (before.PromptHash != after.PromptHash)
            yield return new TrendMark(TrendMarkKind.Prompt, id, $"{after.PromptKey} v{after.PromptNumber} edited", href);
    }

    private static IEnumerable<TrendMark> OfModel(TrendCandidate before, TrendCandidate after, int id)
    {
        if (before.ModelId != after.ModelId)
            yield return new TrendMark(TrendMarkKind.Model, id, $"model {after.ProviderKey}/{after.ModelKey}", $"/providers/{after.ProviderKey}");
        else if (before.Summary?.ModelsReturned is { Count: > 0 } were && after.Summary?.ModelsReturned is { Count: > 0 } are && !were.ToHashSet().SetEquals(are))
            yield return new TrendMark(TrendMarkKind.Model, id, Cut($"{after.ModelKey} answers as {string.Join(", ", are)}"), $"/runs/{Run.KeyOf(id)}");
        if (Text(before.Parameters) != Text(after.Parameters))
            yield return new TrendMark(TrendMarkKind.Parameters, id, "parameters changed", $"/runs/{Run.KeyOf(id)}");
    }

    private static IEnumerable<TrendMark> OfQuestions(TrendHistory history, TrendRun before, TrendRun after)
    {
        if (before.DatasetKey != after.DatasetKey)
            yield return new TrendMark(TrendMarkKind.Dataset, after.Id, $"dataset {after.DatasetKey} v{after.DatasetNumber}", $"/datasets/{after.DatasetKey}");
        else if (before.DatasetNumber != after.DatasetNumber)
            yield return new TrendMark(TrendMarkKind.Dataset, after.Id, $"dataset v{after.DatasetNumber}", $"/datasets/{after.DatasetKey}");
        if (Text(before.Assertions.Select(Unjudged)) != Text(after.Assertions.Select(Unjudged)) || !Nullable.Equals(before.Threshold, after.Threshold))
            yield return new TrendMark(TrendMarkKind.Assertions, after.Id, "assertions changed", $"/benchmarks/{after.BenchmarkKey}");
        foreach (var judge in history.JudgesOf(after).Except(history.JudgesOf(before), StringComparer.Ordinal))
            yield return new TrendMark(TrendMarkKind.Judge, after.Id, $"judge {judge.Replace("@", " v", StringComparison.Ordinal)}", $"/judges/{Uri.EscapeDataString(judge.Split('@')[0])}");
    }

    // A run pins its judges by number in its assertions: another judge is a change of its own.
    private static Assertion Unjudged(Assertion assertion) => assertion with { Judge = null, Assert = assertion.Assert?.Select(Unjudged).ToList() };

    private static string Words(LabelMove move) =>
        $"{move.Label} moved to v{move.ToNumber}{(move.ReleaseId is { } release ? $", {Release.KeyOf(release)}" : null)}";

    private static string Href(LabelMove move, string promptKey) => move.ReleaseId is { } release ? $"/reviews/{Release.KeyOf(release)}" : $"/prompts/{promptKey}?v={move.ToNumber}";

    private static string Cut(string words) => words.Length <= Shown ? words : words[..Shown] + "…";

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JsonColumn.Options);
}
