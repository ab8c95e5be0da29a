using System.Globalization;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Identity;
using Delegate = OpsConsole.Core.Features.Releases.Delegate;

namespace OpsConsole.Web.Features.Delegations;

/// <summary>The roles that the reader has lent and borrowed.</summary>
public sealed partial class DelegationsPage(ListDelegations list, Delegate give, RevokeDelegation revoke, IDialogService dialogs)
{
    private ListDelegations.View? _view;
    private Role _role;
    private string _toId = "";
    private string _days = "7";
    private string _reason = "";

    private IReadOnlyList<Choice<string>> People => [new("", "Choose one"), .. (_view?.People ?? []).Select(person => new Choice<string>(person.Id, $"{person.Name} ({person.Roles.Words()})"))];

    /// <summary>The answer first: who decides for me, and for whom do I decide.</summary>
    private string Title => (_view?.Given.Count(item => item.InForce), _view?.Received.Count(item => item.InForce)) switch
    {
        (null, _) or (_, null) => "Delegations",
        (0, 0) => "Nobody decides for you, and you decide for nobody",
        (var given, 0) => $"{Count(given.Value)} lent by you",
        (0, var received) => $"{Count(received.Value)} lent to you",
        (var given, var received) => $"{Count(given.Value)} lent by you, {received} to you",
    };

    protected override Task OnInitializedAsync()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _view = await GetAsync("Listing the delegations", actor => list.HandleAsync(actor, Ended)) ?? _view;
        if (_view is { Roles: [var first, ..] roles } && !roles.Contains(_role))
            _role = first;
    }

    private async Task GiveAsync()
    {
        var given = await RunAsync("Lending the role", async actor =>
        {
            if (!int.TryParse(_days.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
                return Error.Invalid("delegations.invalid", "One figure needs attention", [new ErrorDetail("days", $"'{_days.Trim()}' is not a whole number of days")]);
            var result = await give.HandleAsync(new(_role, _toId, days, _reason), actor, CancellationToken.None);
            return result.IsOk ? Result.Ok : result.Error;
        });
        if (!given)
            return;

        (_toId, _reason) = ("", "");
        await LoadAsync();
    }

    private async Task RevokeAsync(ListDelegations.Item item)
    {
        var consequence = $"{item.ToName} decides as {item.Role.Word()} for {item.FromName} no longer, from now on. Decisions made so far stand.";
        if (await dialogs.ConfirmAsync("Revoke the delegation", consequence, "Revoke delegation", "Keep it", destructive: true)
            && await RunAsync("Revoking the delegation", actor => revoke.HandleAsync(item.Id, actor, CancellationToken.None)))
            await LoadAsync();
    }

    private static string Count(int roles) => roles == 1 ? "1 role" : $"{roles} roles";
}
