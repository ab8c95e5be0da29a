using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Labels;

/// <summary>Chooses results of a run for people to label.</summary>
public sealed partial class NewLabelQueuePage(GetRun get, CreateLabelQueue create)
{
    private static readonly IReadOnlyList<Choice<LabelFilter>> Filters =
    [
        new(LabelFilter.All, "All results"), new(LabelFilter.Failures, "Failures"), new(LabelFilter.Flips, "Cases that flipped against the baseline"), new(LabelFilter.Judged, "Judged by a model"),
    ];

    private static readonly IReadOnlyList<Choice<int>> Reviewers = [.. Enumerable.Range(1, CreateLabelQueue.MaxReviewers).Select(count => new Choice<int>(count, $"{count}"))];

    private GetRun.Detail? _run;
    private string _name = "";
    private string _rubric = LabelLooks.DefaultRubric;
    private LabelFilter _filter;
    private string _candidate = "";
    private string _tag = "";
    private string _sample = "50";
    private string _seed = "1";
    private int _reviewers = 2;

    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Run is null || Core.Features.Runs.Model.Run.ParseKey(Run) is not { } id)
            return;
        _run = await GetAsync("Reading the run", actor => get.HandleAsync(id, actor, Ended));
        _name = _run is null ? "" : $"{_run.BenchmarkName}, {_run.Key}";
    }

    private static IReadOnlyList<Choice<string>> Candidates(GetRun.Detail run) =>
        [new("", "All candidates"), .. run.Candidates.Select(candidate => new Choice<string>(candidate.Name, candidate.Name))];

    private async Task StartAsync()
    {
        var key = await GetAsync("Starting the queue", async actor => Command() is { IsOk: true, Value: var command } ? await create.HandleAsync(command, actor, CancellationToken.None) : Command().Error!);
        if (key is not null)
            Navigation.NavigateTo($"/labels/{key}");
    }

    private Result<CreateLabelQueue.Command> Command()
    {
        var faults = new List<ErrorDetail>();
        var sample = string.IsNullOrWhiteSpace(_sample) ? null : Whole("sample", _sample);
        var seed = Whole("seed", _seed);
        return faults.Count > 0
            ? Error.Invalid("labels.invalid", $"{faults[0].Where}: {faults[0].Reason}", faults)
            : new CreateLabelQueue.Command(_run!.Id, _name, _rubric, _reviewers, new LabelSelection(_filter, Filled(_candidate), Filled(_tag), sample, seed ?? 0));

        int? Whole(string field, string text)
        {
            if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return value;
            faults.Add(new ErrorDetail(field, $"must be a whole number, this is '{text}'"));
            return null;
        }
    }

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
