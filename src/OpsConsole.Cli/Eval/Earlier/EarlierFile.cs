using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Cli.Eval.Earlier;

/// <summary>Reads the results of an earlier evaluation: a <c>.json</c> of this command or of promptfoo.</summary>
internal static class EarlierFile
{
    /// <param name="config">Where the file holds the results of several configurations, only those of this one.</param>
    public static async Task<Result<IReadOnlyList<EarlierResult>>> ReadAsync(string path, string config, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
            var results = Member(document.RootElement, "results");
            if (results.ValueKind == JsonValueKind.Object)
                results = Member(results, "results");
            if (results.ValueKind != JsonValueKind.Array)
                return Error.Invalid("eval.no-results", $"{path} holds no results: it is neither a .json of opsconsole eval nor one of promptfoo.");
            var items = results.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).ToList();
            var configs = items.Select(item => Text(Member(item, "config"))).OfType<string>().Distinct().ToList();
            if (configs.Count > 0)
            {
                if (Same(configs, config) is not { } same)
                    return Error.Invalid("eval.no-results", $"{path} holds no results of {config}: it holds those of {string.Join(", ", configs)}.");
                items.RemoveAll(item => Text(Member(item, "config")) != same);
            }

            return Result.From<IReadOnlyList<EarlierResult>>([.. items.Select(Read)]);
        }
        catch (JsonException fault)
        {
            return Error.Invalid("eval.no-results", $"{path} is no JSON: line {fault.LineNumber + 1} cannot be read.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Error.NotFound("eval.no-results", $"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>The same path, or the one file of that name: a folder may have moved.</summary>
    private static string? Same(List<string> configs, string config) => configs.Contains(config) ? config
        : configs.FindAll(known => Path.GetFileName(known) == Path.GetFileName(config)) is [var only] ? only
        : null;

    private static EarlierResult Read(JsonElement item)
    {
        var provider = Member(item, "provider");
        var prompt = Member(item, "prompt");
        var vars = Member(item, "vars");
        return new EarlierResult(
            provider.ValueKind == JsonValueKind.Object ? Text(Member(provider, "label")) is { Length: > 0 } label ? label : Text(Member(provider, "id")) ?? "" : Text(provider) ?? "",
            Text(Member(item, "promptLabel")) ?? (prompt.ValueKind == JsonValueKind.Object ? Text(Member(prompt, "label")) : null) ?? "",
            Member(item, "promptIdx") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var number) ? number : 0,
            EarlierResult.HashOf(vars.ValueKind == JsonValueKind.Object ? vars.EnumerateObject().GroupBy(member => member.Name).ToDictionary(group => group.Key, group => group.Last().Value.Clone()) : []),
            Member(item, "failureReason") is { ValueKind: JsonValueKind.Number } reason && reason.TryGetInt32(out var code) && code == 2 ? null : Member(item, "success").ValueKind == JsonValueKind.True);
    }

    private static JsonElement Member(JsonElement owner, string name) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
