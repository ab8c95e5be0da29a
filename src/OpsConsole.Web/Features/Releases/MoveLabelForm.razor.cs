using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Points a label that is not protected at a version, without a review.</summary>
public sealed partial class MoveLabelForm
{
    private readonly string _list = Field.NewId();
    private string _label = "";
    private string _number = "";
    private string _reason = "";
    private string? _done;

    [Inject]
    private MoveLabel Move { get; set; } = default!;

    [Parameter, EditorRequired]
    public string PromptKey { get; set; } = "";

    /// <summary>Null lets the reader name it.</summary>
    [Parameter]
    public int? Version { get; set; }

    /// <summary>Where the prompt's labels point now.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PromptLabelItem> Labels { get; set; } = [];

    /// <summary>Those that only a release moves.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Protected { get; set; } = [];

    private string Wanted => _label.Trim();

    private int? Number => Version ?? (int.TryParse(_number.Trim().TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    private string LabelHint => Labels.FirstOrDefault(label => label.Name == Wanted) is { } known
        ? $"Points at v{known.Number} now"
        : "staging, or a name of your own; a name that is new is made";

    private string? Off => Busy ? "moving"
        : Wanted.Length == 0 ? "name a label"
        : Wanted == PromptLabel.Latest ? "latest moves by itself"
        : Protected.Contains(Wanted) ? $"{Wanted} is protected: only a release moves it"
        : Number is null ? "name a version"
        : null;

    private async Task MoveAsync()
    {
        if (Off is not null || Number is not { } number)
            return;
        _done = null;
        var key = await GetAsync("Moving the label", actor => Move.HandleAsync(new(PromptKey, Wanted, number, _reason), actor, CancellationToken.None));
        if (key is not null)
            (_done, _label, _reason) = ($"{Wanted} points at v{number} now ({key}).", "", "");
    }
}
