using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Judges;

/// <summary>One judge: how far each of its versions agrees with people, and where not.</summary>
public sealed partial class JudgePage(GetJudge get, RetireJudge retire, IDialogService dialogs)
{
    private GetJudge.Details? _judge;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private string? NumberText { get; set; }

    private int? Number => QueryNumber.Whole(NumberText);

    private GetJudge.Version? Shown => _judge?.Versions.FirstOrDefault(version => version.Number == Number) ?? _judge?.Current ?? _judge?.Versions[0];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Judges, LoadAsync);
        RefreshOn(ChangeFeed.LabelQueues, LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_judge?.Key != Key)
            _judge = null;
        return _judge is null ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _judge = await GetAsync("Reading the judge", actor => get.HandleAsync(Key, actor, Ended)) ?? _judge;

    private async Task RetireAsync()
    {
        const string Consequence = "No assertion can name it any more, and benchmarks that do will refuse to start. The verdicts that it gave stay. Say why.";
        if (await dialogs.AskReasonAsync($"Retire {Key}", Consequence, "Retire judge") is { } reason
            && await RunAsync("Retiring the judge", actor => retire.HandleAsync(new(Key, null, reason), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private static string? Grey(GetJudge.Version version) => version.RetiredAt is not null || !version.Standing.MayGate ? "dim" : null;
}
