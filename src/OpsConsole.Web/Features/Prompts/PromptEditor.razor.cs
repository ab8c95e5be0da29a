using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Writes a draft in place. What is wrong is named while typing; how it is saved stands in the other half.</summary>
public sealed partial class PromptEditor
{
    private readonly List<ErrorDetail> _faults = [];
    private PromptDraft _draft = default!;
    private PromptContent _content = default!;
    private PromptPreview _preview = default!;
    private Throttle _typing = default!;
    private Debounce _pause = default!;

    /// <summary>The draft as it is stored.</summary>
    [Parameter, EditorRequired]
    public GetPromptVersion.Details Version { get; set; } = default!;

    [Parameter, EditorRequired]
    public PromptTab Tab { get; set; }

    [Parameter, EditorRequired]
    public Func<PromptTab, string> HrefOf { get; set; } = default!;

    /// <summary>What the third tab compares with.</summary>
    [Parameter]
    public GetPromptVersion.Details? Against { get; set; }

    [Parameter]
    public LiveVersion? Live { get; set; }

    /// <summary>Where the history goes on.</summary>
    [Parameter]
    public string? After { get; set; }

    /// <summary>Why the draft could not be submitted as it is typed; null when it could.</summary>
    [Parameter]
    public EventCallback<string?> OnFlaw { get; set; }

    private IReadOnlyList<ErrorDetail> Errors => [.. _faults, .. _preview.Errors];

    protected override async Task OnInitializedAsync()
    {
        _typing = new Throttle(clock, TimeSpan.FromMilliseconds(250), () => InvokeAsync(async () =>
        {
            await CheckAsync();
            await KeepAsync();
            StateHasChanged();
        }));
        _pause = new Debounce(clock, TimeSpan.FromSeconds(2), () => InvokeAsync(async () =>
        {
            await SaveAsync(automatic: true);
            StateHasChanged();
        }));
        RefreshEvery(TimeSpan.FromSeconds(30), () => Task.CompletedTask);
        Take(Version);
        await CheckAsync();
    }

    protected override async ValueTask EndAsync()
    {
        _typing.Dispose();
        _pause.Dispose();
        await SaveAsync(automatic: true);
    }

    private void Touch() => Change(() => { });

    private void Change(Action change)
    {
        change();
        _changes++;
        _typing.Signal();
        _pause.Signal();
    }

    private void Declare(string name) => Change(() => _draft.Variables.Add(new PromptDraft.Variable { Name = name }));

    private void Take(GetPromptVersion.Details version)
    {
        _draft = PromptDraft.From(version);
        (_savedAt, _saved) = (version.ChangedAt, _changes);
        Read();
    }

    private void Read()
    {
        _faults.Clear();
        _content = _draft.ToContent(_faults);
        _preview = PromptPreview.Of(_content);
    }

    // What is included may be written by others meanwhile, so it is looked up each time.
    private async Task CheckAsync()
    {
        Read();
        var content = _content;
        if (await GetAsync("Checking the draft", actor => check.HandleAsync(Version.PromptKey, content, actor, Ended)) is { } preview && ReferenceEquals(content, _content))
            _preview = preview;
        await OnFlaw.InvokeAsync(PromptProblem.Words(Errors) ?? (string.IsNullOrWhiteSpace(_draft.ChangeNote) ? "a change note is missing" : null));
    }
}

/// <summary>What is served now, for the writer to compare with.</summary>
public sealed record LiveVersion(int Number, int? Tokens);
