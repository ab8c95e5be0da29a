using System.Text.Json;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>How nothing that was typed gets lost: saved after a pause and on leaving, kept in the browser until then, and never saved over somebody else's text.</summary>
public sealed partial class PromptEditor(
    SaveDraft save, StartDraft start, GetPromptVersion get, CheckPromptContent check, BrowserModule browser, BrowserTimeZone zone, TimeProvider clock, IDialogService dialogs)
{
    private int _changes;
    private int _saved;
    private bool _saving;
    private DateTime _savedAt;
    private GetPromptVersion.Details? _theirs;
    private KeptDraft? _kept;

    private sealed record KeptDraft(DateTime At, PromptDraft Draft);

    private bool Dirty => _changes != _saved;

    private string KeptName => $"draft.{Version.PromptKey}.v{Version.Number}";

    private string Status =>
        _saving ? "Saving"
        : _faults.Count > 0 ? $"Not saved: {_faults[0].Where}"
        : Fault is not null ? "Not saved"
        : Dirty ? "Not saved yet"
        : $"Saved {Times.Relative(_savedAt, clock.GetUtcNow().UtcDateTime, zone)}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await browser.KeptAsync(KeptName) is not { } kept)
            return;

        var draft = (kept.Text is null ? null : JsonSerializer.Deserialize<PromptDraft>(kept.Text)) ?? PromptDraft.From(Version);
        draft.Take(kept.Fields);
        if (draft.ChangeNote == Version.ChangeNote && draft.ToContent([]).Hash == Version.Content.Hash)
            await browser.ForgetAsync(KeptName);
        else
            _kept = new KeptDraft(DateTimeOffset.FromUnixTimeMilliseconds(kept.At).UtcDateTime, draft);
        StateHasChanged();
    }

    private Task KeepAsync() => Dirty ? browser.KeepAsync(KeptName, JsonSerializer.Serialize(_draft)) : Task.CompletedTask;

    private void TakeBack()
    {
        // With the revision that it was written over: if somebody has saved since, the save finds the conflict.
        var draft = _kept!.Draft;
        _kept = null;
        Change(() => _draft = draft);
    }

    private Task DiscardAsync()
    {
        _kept = null;
        return browser.ForgetAsync(KeptName);
    }

    private Task SaveNowAsync() => SaveAsync(automatic: false);

    private async Task SaveAsync(bool automatic)
    {
        if (_saving || _theirs is not null || (automatic && !Dirty))
            return;
        Read();
        if (_faults.Count > 0)
            return;

        var changes = _changes;
        SaveDraft.Saved? saved = null;
        _saving = true;
        await RunAsync("Saving the draft", async actor =>
        {
            var result = await save.HandleAsync(new(Version.PromptKey, Version.Number, _draft.Revision, _content, _draft.ChangeNote, automatic), actor, CancellationToken.None);
            if (result.Error is { Code: PromptErrors.DraftConflictCode })
                return await ReadTheirsAsync(actor);
            saved = result.IsOk ? result.Value : null;
            return result.Error is { } error ? error : Core.Common.Result.Ok;
        });
        _saving = false;
        if (saved is null)
            return;

        (_draft.Revision, _saved, _savedAt) = (saved.Revision, changes, saved.At);
        if (Dirty)
            _pause.Signal();
        else
            await browser.ForgetAsync(KeptName);
    }

    private async Task<Core.Common.Result> ReadTheirsAsync(Actor actor)
    {
        var theirs = await get.HandleAsync(Version.PromptKey, Version.Number, actor, CancellationToken.None);
        _theirs = theirs.IsOk ? theirs.Value : null;
        return theirs.Error is { } error ? error : Core.Common.Result.Ok;
    }

    private async Task KeepMineAsync()
    {
        var number = 0;
        var note = _draft.ChangeNote;
        if (!await RunAsync("Keeping your text", async actor =>
        {
            var started = await start.HandleAsync(new(Version.PromptKey, Version.Number, _content, note), actor, CancellationToken.None);
            number = started.IsOk ? started.Value : 0;
            return started.Error is { } error ? error : Core.Common.Result.Ok;
        }))
            return;

        await browser.ForgetAsync(KeptName);
        _saved = _changes;
        Navigation.NavigateTo($"/prompts/{Version.PromptKey}?v={number}&edit=1");
    }

    /// <summary>Mine stays in this browser and is offered back, until it is discarded or something newer is typed.</summary>
    private async Task TakeTheirsAsync()
    {
        _kept = new KeptDraft(clock.GetUtcNow().UtcDateTime, _draft);
        Take(_theirs!);
        _theirs = null;
        await CheckAsync();
    }

    private async Task LeaveAsync(LocationChangingContext leaving)
    {
        if (!Dirty || StaysHere(leaving.TargetLocation))
            return;

        await SaveAsync(automatic: true);
        if (!Dirty)
            return;

        var why = _theirs is not null ? $"{_theirs.ChangedBy} saved this draft meanwhile." : Fault?.What ?? (_faults.Count > 0 ? $"{_faults[0].Where}: {_faults[0].Reason}." : "");
        StateHasChanged();
        if (!await dialogs.ConfirmAsync("Leave without saving", $"{why} What you wrote stays in this browser and is offered back when you open version {Version.Number} again.", "Leave", "Keep writing"))
            leaving.PreventNavigation();
    }

    /// <summary>Another tab, or another model for the price: the same draft goes on being written.</summary>
    private bool StaysHere(string target)
    {
        var uri = Navigation.ToAbsoluteUri(target);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query);
        return uri.AbsolutePath == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath && query.ContainsKey("edit")
            && (!query.TryGetValue("v", out var number) || number == Version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
