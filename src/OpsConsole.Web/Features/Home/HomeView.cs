using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Releases;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Home;

/// <summary>What the first screen shows at one moment.</summary>
/// <param name="Latest">The latest runs, newest first, and how many there are in each state.</param>
internal sealed record HomeView(ListRuns.Page Latest, IReadOnlyList<ListSystems.Item> Systems, DateTime Now, IReadOnlyList<NextStep> Steps)
{
    public IReadOnlyList<ListRuns.Item> Runs => Latest.Items;

    private int Running => Latest.Count(RunState.Running);

    private int Queued => Latest.Count(RunState.Queued);

    private IReadOnlyList<ListRuns.Item> LastDay => [.. Runs.Where(run => run.CompletedAt > Now.AddDays(-1))];

    /// <summary>All that were read ended in the last day: there may be more that did.</summary>
    private bool MoreThanRead => LastDay.Count == Runs.Count && Latest.More;

    public string RunsNote => $"{Running} running, {Queued} queued, {LastDay.Count}{(MoreThanRead ? " or more" : "")} ended in the last 24 h";

    /// <summary>The answer to "what needs me, and what is going on", in one sentence.</summary>
    /// <param name="waiting">Decisions that wait for the reader.</param>
    public string Title(int waiting, HomeMoved moved)
    {
        var news = moved.Words ?? GoingOn;
        return waiting > 0 ? $"{ReviewLooks.Decisions(waiting)}; {news}" : Sentence(news);
    }

    private string GoingOn
    {
        get
        {
            if (Systems.Count == 0)
                return "an empty workspace: start with an AI system";
            if (Latest.Total == 0)
                return "nothing has run yet";

            var now = (Running, Queued) switch
            {
                (0, 0) => null,
                (0, _) => $"{RunWords.Count(Queued, "run")} waiting",
                _ => $"{RunWords.Count(Running, "run")} in progress",
            };
            return now is null ? Past : $"{now}; {Past}";
        }
    }

    private string Past
    {
        get
        {
            var stopped = LastDay.Where(run => run.State is not RunState.Completed).ToList();
            return (LastDay.Count, stopped.Count) switch
            {
                (0, _) => "no run ended in the last 24 hours",
                (1, 0) => $"{LastDay[0].Key} completed",
                (var all, 0) when MoreThanRead => $"the last {all} runs completed",
                (var all, 0) => $"all {all} runs of the last 24 hours completed",
                var (all, some) => $"{all - some} of {(MoreThanRead ? $"the last {all} runs" : $"{RunWords.Count(all, "run")} of the last 24 hours")} completed, {(some == 1 ? $"{stopped[0].Key} did not" : $"{some} did not")}",
            };
        }
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
