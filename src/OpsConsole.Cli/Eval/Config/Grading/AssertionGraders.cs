using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Cli.Eval.Config.Grading;

/// <summary>Takes <c>provider</c> and <c>rubricPrompt</c> out of an assertion and its parts, and notes them of what the rest becomes.</summary>
internal sealed class AssertionGraders(ConfigScope scope, string place)
{
    private static readonly string[] Keys = ["provider", "rubricPrompt"];

    /// <summary>In the order in which assertions are written, sets before what is in them.</summary>
    private readonly Queue<(GraderChoice? Grader, RubricPrompt? Prompt)> _found = [];

    public JsonElement Take(JsonElement assertion, YamlMap? source)
    {
        if (!Keys.Any(key => assertion.GetRawText().Contains($"\"{key}\"", StringComparison.Ordinal)))
            return assertion;
        var node = JsonNode.Parse(assertion.GetRawText());
        Take(node, source);
        return node.Deserialize<JsonElement>();
    }

    /// <summary>Every model-graded assertion is noted, for its place if for nothing else. True where there is one.</summary>
    public bool Note(Assertion assertion)
    {
        var (grader, prompt) = _found.TryDequeue(out var found) ? found : default;
        var type = GradedTypes.NameOf(assertion.Type);
        var inner = (assertion.Assert ?? []).Select(Note).ToList().Contains(true);
        if (type is null && (grader is not null || prompt is not null))
            scope.Fault(place, $"{assertion.Type} asks no grader: leave 'provider' and 'rubricPrompt' out");
        if (assertion.Judge is not null && (grader is not null || prompt is not null))
            scope.Fault(place, $"{assertion.Type} names a judge, which has a model and a prompt: leave 'provider' and 'rubricPrompt' out");
        if (type == GradedTypes.Similar && prompt is not null)
            scope.Fault(place, "similar asks no question: leave 'rubricPrompt' out");
        if (type is not null || inner)
            scope.Graders.Note(assertion, new GraderNote(place, grader, prompt));
        return type is not null || inner;
    }

    private void Take(JsonNode? node, YamlMap? source)
    {
        if (node is not JsonObject map)
            return;
        GraderChoice? grader = null;
        RubricPrompt? prompt = null;
        foreach (var key in Keys)
        {
            if (!map.Remove(key, out var value) || value is null)
                continue;
            var written = source?[key];
            var (item, at) = written is not null ? (written.Value, scope) : (JsonItems.Read(value.ToJsonString()).Value, scope.At(place));
            if (item is null)
                continue;
            var section = new GraderSection(at);
            (grader, prompt) = key == "provider" ? (section.Read(item), prompt) : (grader, section.ReadPrompt(item));
        }

        _found.Enqueue((grader, prompt));
        foreach (var inner in map["assert"] as JsonArray ?? [])
            Take(inner, null);
    }
}
