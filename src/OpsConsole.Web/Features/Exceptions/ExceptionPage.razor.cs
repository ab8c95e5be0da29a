using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Exceptions;

/// <summary>One exception: what it overrides, why, and the bar in which it is decided on.</summary>
public sealed partial class ExceptionPage(GetException get, DecideException decide, WithdrawException takeBack, IDialogService dialogs, TimeProvider clock)
{
    private GetException.Details? _details;
    private string _comment = "";

    [Parameter]
    public string Key { get; set; } = "";

    private string Title => _details is { } details ? $"{details.PromptKey} v{details.Exception.VersionNumber}: {details.Exception.RuleWords}" : "Exception";

    private string? Off => Busy ? "sending" : _comment.Trim().Length == 0 ? "a comment is missing" : null;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private string? Days => _details is { } details && details.Exception.ValidUntil > Now
        ? (int)Math.Ceiling((details.Exception.ValidUntil - Now).TotalDays) switch { 1 => "in 1 day", var days => $"in {days} days" }
        : null;

    /// <summary>The evidence cut down to the one rule.</summary>
    private Evidence? Measured => _details is { Evidence: { } evidence } details && evidence.Rules.Where(rule => rule.Words == details.Exception.RuleWords).ToList() is { Count: > 0 } rules
        ? evidence with { Rules = rules }
        : null;

    private ExceptionsInForce InForce => _details is { } details && Measured is { } evidence
        ? ExceptionsInForce.For(details.Exception.PromptId, details.Exception.VersionNumber, [evidence], [details.Exception], Now)
        : ExceptionsInForce.None;

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() =>
        _details = await GetAsync("Reading the exception", actor => get.HandleAsync(Key, actor, Ended)) ?? (_details?.Exception.Key == Key ? _details : null);

    private async Task DecideAsync(bool approve)
    {
        if (await RunAsync("Deciding on the exception", actor => decide.HandleAsync(new(Key, approve, _comment, _details!.Exception.Revision), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private async Task TakeBackAsync()
    {
        var waiting = _details!.Exception.State == GateExceptionState.InReview;
        var reason = await dialogs.AskReasonAsync(
            waiting ? $"Withdraw {Key}" : $"Close {Key} early",
            waiting ? "Nobody decides on it any more." : "From now on the rule stands as it is: a release that rests on this exception is blocked.",
            waiting ? "Withdraw request" : "Close exception", "Keep it");
        if (reason is not null && await RunAsync("Taking the exception back", actor => takeBack.HandleAsync(new(Key, reason, _details!.Exception.Revision), actor, CancellationToken.None)))
            await LoadAsync();
    }
}
