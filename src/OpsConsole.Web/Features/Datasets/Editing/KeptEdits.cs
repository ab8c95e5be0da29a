using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Edit;

namespace OpsConsole.Web.Features.Datasets.Editing;

/// <summary>The changes of a grid as this browser keeps them until they are saved, with the form that stood open.</summary>
/// <param name="BasedOn">The version that they were made over: put onto a newer one only where the editor says so.</param>
/// <param name="OpenCase">Whose form it is, as the address has it; null where none stood open.</param>
public sealed record KeptEdits(int BasedOn, string Note, IReadOnlyList<CaseEdit> Edits, string? OpenCase = null, CaseDraftInput? Draft = null)
{
    /// <summary>A browser keeps a few megabytes for all pages together.</summary>
    public const int LongestText = 1_000_000;

    public bool IsNothing => Edits.Count == 0 && Draft is null && string.IsNullOrWhiteSpace(Note);

    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>Null where nothing is kept, or in a form that an earlier console wrote.</summary>
    public static KeptEdits? Of(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<KeptEdits>(text) is { Edits: not null } kept ? kept : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
