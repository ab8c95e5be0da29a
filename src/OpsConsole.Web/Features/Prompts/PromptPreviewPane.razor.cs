using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What a version sends for its samples. While it cannot be rendered the last good render stays and says so.</summary>
public sealed partial class PromptPreviewPane
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private PromptContent? _content;
    private PromptPreview? _good;
    private string? _stale;
    private bool _json;

    [Parameter, EditorRequired]
    public PromptContent Content { get; set; } = default!;

    /// <summary>What the editor computed already for the same content.</summary>
    [Parameter]
    public PromptPreview? Preview { get; set; }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_content, Content))
            return;

        _content = Content;
        var preview = Preview ?? PromptPreview.Of(Content);
        _stale = preview.Turns is null ? preview.Errors.Concat(preview.Warnings).FirstOrDefault()?.Where ?? "an error" : null;
        if (preview.Turns is not null)
            _good = preview;
    }

    private static string Json(IReadOnlyList<ChatTurn> turns) => JsonSerializer.Serialize(turns, Indented);
}
