using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What is set side by side of two versions: each message by its place, then the variables, one a line.</summary>
internal sealed record PromptDifference(string Title, string Old, string New)
{
    public static IReadOnlyList<PromptDifference> Of(PromptContent older, PromptContent newer)
    {
        var parts = new List<PromptDifference>();
        for (var index = 0; index < Math.Max(older.Messages.Count, newer.Messages.Count); index++)
        {
            var before = older.Messages.ElementAtOrDefault(index);
            var after = newer.Messages.ElementAtOrDefault(index);
            parts.Add(new($"Message {index + 1}: {Roles(before?.Role, after?.Role)}", before?.Content ?? "", after?.Content ?? ""));
        }

        parts.Add(new("Variables", Text(older.Variables), Text(newer.Variables)));
        return parts;
    }

    private static string Roles(string? before, string? after) => (before, after) switch
    {
        (null, _) => $"{after}, added",
        (_, null) => $"{before}, removed",
        _ => before == after ? before : $"{before} becomes {after}",
    };

    private static string Text(IEnumerable<PromptVariable> variables) => string.Join('\n', variables.Select(variable =>
        $"{variable.Name}: {PromptWords.Word(variable.Type)}, {(variable.Required ? "required" : "optional")}{(variable.Sample is null ? "" : $", sample {variable.Sample.ReplaceLineEndings(" ⏎ ")}")}"));
}
