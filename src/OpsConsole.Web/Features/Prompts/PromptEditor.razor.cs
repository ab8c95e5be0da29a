using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Writes the next version, starting from the one that was shown. What is wrong is named while typing.</summary>
public sealed partial class PromptEditor(AddPromptVersion add, TimeProvider clock, IDialogService dialogs)
{
    private static readonly string[] Roles = ["system", "user", "assistant"];
    private PromptDraft _draft = default!;
    private PromptContent _content = default!;
    private PromptPreview _preview = default!;
    private Throttle _typing = default!;
    private bool _saved;

    [Parameter, EditorRequired]
    public GetPrompt.Details Prompt { get; set; } = default!;

    [Parameter, EditorRequired]
    public GetPromptVersion.Details? From { get; set; }

    [Parameter, EditorRequired]
    public string CancelHref { get; set; } = "";

    private bool Dirty { get; set; }

    private string? Off =>
        Busy ? "saving"
        : _preview.Errors.Count > 0 ? $"{_preview.Errors.Count} error{(_preview.Errors.Count == 1 ? "" : "s")}, first {_preview.Errors[0].Where}"
        : string.IsNullOrWhiteSpace(_draft.ChangeNote) ? "a change note is missing"
        : null;

    protected override void OnInitialized()
    {
        _draft = PromptDraft.From(From?.Content);
        _typing = new Throttle(clock, TimeSpan.FromMilliseconds(250), () => InvokeAsync(() =>
        {
            Refresh();
            StateHasChanged();
        }));
        Refresh();
    }

    protected override ValueTask EndAsync()
    {
        _typing.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Change(Action change)
    {
        change();
        Dirty = true;
        _typing.Signal();
    }

    private void Refresh()
    {
        _content = _draft.ToContent();
        _preview = PromptPreview.Of(_content);
    }

    private IReadOnlyList<CodeProblem> ProblemsOf(int index) =>
        [.. _preview.Errors.Select(PromptProblem.Of).Where(problem => problem.Message == index + 1).Select(problem => problem.Place).OfType<CodeProblem>()];

    private void Swap(int one, int other) => (_draft.Messages[one], _draft.Messages[other]) = (_draft.Messages[other], _draft.Messages[one]);

    private void Declare(string name) => Change(() => _draft.Variables.Add(new PromptDraft.Variable { Name = name }));

    private async Task SaveAsync()
    {
        Refresh();
        if (Off is not null)
            return;

        var number = 0;
        _saved = await RunAsync("Saving the version", async actor =>
        {
            var added = await add.HandleAsync(new(Prompt.Key, _content, _draft.ChangeNote), actor, CancellationToken.None);
            number = added.IsOk ? added.Value : 0;
            return added.Error is { } error ? error : Core.Common.Result.Ok;
        });
        if (_saved)
            Navigation.NavigateTo($"/prompts/{Prompt.Key}?v={number}");
    }

    /// <summary>Choosing a model for the price changes the address and nothing else.</summary>
    private bool StaysHere(string target)
    {
        var uri = Navigation.ToAbsoluteUri(target);
        return uri.AbsolutePath == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath && uri.Query.Contains("edit=", StringComparison.Ordinal);
    }

    private async Task ConfirmLeavingAsync(LocationChangingContext leaving)
    {
        if (!Dirty || _saved || StaysHere(leaving.TargetLocation))
            return;

        var leave = await dialogs.ConfirmAsync("Leave without saving", $"What you wrote for version {Prompt.LatestVersion + 1} of {Prompt.Key} is lost.", "Leave", "Keep writing", destructive: true);
        if (!leave)
            leaving.PreventNavigation();
    }
}
