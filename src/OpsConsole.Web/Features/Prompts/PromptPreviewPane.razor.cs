using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What a version sends for its samples. While it cannot be rendered the last good render stays and says so.</summary>
public sealed partial class PromptPreviewPane(TimeProvider clock)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private PromptPreview? _shown;
    private PromptPreview? _good;
    private DateTime _goodAt;
    private string? _stale;
    private bool _json;

    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public PromptContent Content { get; set; } = default!;

    [Parameter, EditorRequired]
    public PromptPreview Preview { get; set; } = default!;

    /// <summary>The live version, when it is another one.</summary>
    [Parameter]
    public int? Live { get; set; }

    [Parameter]
    public int? LiveTokens { get; set; }

    private string? Model => Content.Model is { } model ? $"{model.ProviderKey}/{model.ModelKey}" : null;

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Preview))
            return;

        _shown = Preview;
        _stale = Preview.Turns is null ? Culprit() : null;
        if (Preview.Turns is not null)
            (_good, _goodAt) = (Preview, clock.GetUtcNow().UtcDateTime);
    }

    private string Culprit() => Preview.Errors.Concat(Preview.Warnings).FirstOrDefault() switch
    {
        null => "An error",
        { } first when PromptProblem.Of(first) is { Place: { } place, Role: { } role } => $"Line {place.Line} of the {role} message",
        var first => char.ToUpperInvariant(first.Where[0]) + first.Where[1..],
    };

    private static string Json(IReadOnlyList<ChatTurn> turns) => JsonSerializer.Serialize(turns, Indented);
}
