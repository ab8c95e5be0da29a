using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>An entry of the history in a sentence.</summary>
internal static class PromptHistoryWords
{
    public static string Of(GetPromptHistory.Entry entry) => entry.Move is { } move ? Of(move) : entry.Action switch
    {
        "prompt.created" => "Prompt added",
        "version.drafted" => $"{Version(entry)} drafted",
        "version.edited" => $"{Version(entry)} edited",
        var action => $"{entry.ObjectKey} {action[(action.LastIndexOf('.') + 1)..].Replace('-', ' ')}",
    };

    private static string Of(GetPromptHistory.Move move) => (move.From, move.Canary) switch
    {
        (_, { } canary) => $"{move.Label}: v{move.To}, v{canary} at {move.Percent} %",
        (null, null) => $"{move.Label} points at v{move.To}",
        ({ } from, null) => from == move.To ? $"{move.Label} stays at v{from}" : $"{move.Label} moved from v{from} to v{move.To}",
    };

    private static string Version(GetPromptHistory.Entry entry) => entry.ObjectKey[(entry.ObjectKey.LastIndexOf(' ') + 1)..];
}
