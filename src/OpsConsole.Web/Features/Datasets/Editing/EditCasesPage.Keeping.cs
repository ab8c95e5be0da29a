using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Datasets.Editing;

/// <summary>How nothing that was changed gets lost with the connection: this browser keeps it until the version is saved, and offers it back.</summary>
public sealed partial class EditCasesPage
{
    private Throttle _keeping = default!;
    private (DateTime At, KeptEdits Edits)? _kept;
    private bool _typed;
    private bool _tooMuch;

    private string KeptName => $"cases.{Key}";

    protected override void OnInitialized() =>
        _keeping = new Throttle(clock, TimeSpan.FromMilliseconds(250), () => InvokeAsync(KeepAsync));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await browser.KeptAsync(KeptName) is not { } kept)
            return;

        if (KeptEdits.Of(kept.Text) is { IsNothing: false } edits)
            _kept = (DateTimeOffset.FromUnixTimeMilliseconds(kept.At).UtcDateTime, edits);
        else
            await browser.ForgetAsync(KeptName);
        StateHasChanged();
    }

    protected override ValueTask EndAsync()
    {
        _keeping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task KeepAsync()
    {
        // A new case that is open again stands in its form; taken back, it must not stand in the list as well.
        var edits = _edits.All.Where(edit => !_typed || !ReferenceEquals(edit, _reopened));
        var now = new KeptEdits(_basedOn, _note, [.. edits], _typed ? _draftOf : null, _typed ? _draft : null);
        if (now.IsNothing)
        {
            await browser.ForgetAsync(KeptName);
            return;
        }

        var text = now.ToText();
        var tooMuch = text.Length > KeptEdits.LongestText;
        if (!tooMuch)
            await browser.KeepAsync(KeptName, text);
        if (tooMuch != _tooMuch)
        {
            _tooMuch = tooMuch;
            StateHasChanged();
        }
    }

    private async Task TakeBackAsync()
    {
        var kept = _kept!.Value.Edits;
        _kept = null;
        _edits.TakeBack(kept.Edits);
        (_note, _groups) = (kept.Note, null);

        // Over the version that they were made for: if somebody has saved since, the save finds the conflict and names the cases.
        if (_dataset!.Versions.Any(version => version.Number == kept.BasedOn))
            _basedOn = kept.BasedOn;
        await LoadAsync();
        if (kept is { Draft: { } draft, OpenCase: { } open })
        {
            (_draftOf, _draft, _typed) = (open, draft, true);
            Navigation.NavigateTo(Here(("case", open)));
        }

        _keeping.Signal();
    }

    private Task DiscardAsync()
    {
        _kept = null;
        return browser.ForgetAsync(KeptName);
    }

    /// <summary>A form that was opened and not touched is nothing to keep.</summary>
    private void Typed()
    {
        _typed = true;
        _keeping.Signal();
    }

    private void Undo(CaseEdit edit)
    {
        _edits.Undo(edit);
        _keeping.Signal();
    }
}
