using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>The shapes of a judge's answer: their JSON Schemas, and how a text becomes an opinion.</summary>
internal static class JudgeAnswer
{
    private const int LongestReason = 2000;

    private static readonly IReadOnlyDictionary<JudgeAnswerShape, JsonElement> Schemas = new Dictionary<JudgeAnswerShape, JsonElement>
    {
        [JudgeAnswerShape.Verdict] = Object(""" "pass": {"type": "boolean"}, "score": {"type": "number", "description": "from 0 (worst) to 1 (best)"} """),
        [JudgeAnswerShape.Facts] = Object(""" "category": {"type": "string", "enum": ["A", "B", "C", "D", "E"]} """),
        [JudgeAnswerShape.Statements] = Object(
            """
            "statements": {"type": "array", "items": {"type": "object", "properties": {"statement": {"type": "string"}, "supported": {"type": "boolean"}},
             "required": ["statement", "supported"], "additionalProperties": false}}
            """),
        [JudgeAnswerShape.Preference] = Object(""" "winner": {"type": "string", "enum": ["A", "B", "tie"]} """),
    };

    public static JsonElement Schema(JudgeAnswerShape shape) => Schemas[shape];

    /// <summary>
    /// Takes the whole text as one JSON object, also in a code fence. An object somewhere inside prose is not taken: it may be one that the judged output
    /// brought along. The error's message says what is wrong, for the judge that is asked again and for people.
    /// </summary>
    public static Result<JudgeOpinion> Parse(JudgeAnswerShape shape, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Unusable("it is empty");

        JsonElement answer;
        try
        {
            using var document = JsonDocument.Parse(Unfenced(text));
            answer = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Unusable("it is not one JSON object");
        }

        if (StrictJson.HalfCharacter(answer) is { } half)
            return Unusable(half);
        if (answer.ValueKind != JsonValueKind.Object)
            return Unusable("it is not a JSON object");
        var reason = Text(answer, "reason") is { Length: > 0 } said ? said.Length <= LongestReason ? said : said[..LongestReason] + "…" : "no reason given";
        return shape switch
        {
            JudgeAnswerShape.Verdict => Verdict(answer, reason),
            JudgeAnswerShape.Facts => Facts(answer, reason),
            JudgeAnswerShape.Statements => Statements(answer, reason),
            JudgeAnswerShape.Preference => Preference(answer, reason),
        };
    }

    private static Result<JudgeOpinion> Verdict(JsonElement answer, string reason)
    {
        if (!answer.TryGetProperty("pass", out var pass) || pass.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return Unusable("\"pass\" is not true or false");
        if (!answer.TryGetProperty("score", out var score) || score.ValueKind != JsonValueKind.Number || !score.TryGetDouble(out var value))
            return Unusable("\"score\" is not a number");
        return value is >= 0 and <= 1
            ? new JudgeOpinion(pass.GetBoolean(), value, reason)
            : Unusable(string.Create(CultureInfo.InvariantCulture, $"\"score\" is {value:R}, which does not lie between 0 and 1"));
    }

    private static Result<JudgeOpinion> Facts(JsonElement answer, string reason) => Text(answer, "category") switch
    {
        "A" => new JudgeOpinion(true, 1, $"A, a subset of the expert's facts: {reason}"),
        "B" => new JudgeOpinion(true, 1, $"B, a superset of the expert's facts: {reason}"),
        "C" => new JudgeOpinion(true, 1, $"C, the same facts: {reason}"),
        "D" => new JudgeOpinion(false, 0, $"D, disagrees with the expert: {reason}"),
        "E" => new JudgeOpinion(true, 1, $"E, differs in nothing that matters: {reason}"),
        _ => Unusable("\"category\" is not one of A, B, C, D, E"),
    };

    private static Result<JudgeOpinion> Statements(JsonElement answer, string reason)
    {
        if (!answer.TryGetProperty("statements", out var list) || list.ValueKind != JsonValueKind.Array)
            return Unusable("\"statements\" is not a list");
        var (all, supported) = (0, 0);
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("supported", out var holds) || holds.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return Unusable("a statement does not say whether it is \"supported\"");
            all++;
            supported += holds.GetBoolean() ? 1 : 0;
        }

        return all == 0
            ? Unusable("\"statements\" is empty")
            : new JudgeOpinion(null, (double)supported / all, string.Create(CultureInfo.InvariantCulture, $"{supported} of {all} statements supported: {reason}"));
    }

    /// <summary>1 where the first is better, 0 where the second is, 0.5 for a tie.</summary>
    private static Result<JudgeOpinion> Preference(JsonElement answer, string reason) => Text(answer, "winner") switch
    {
        "A" => new JudgeOpinion(null, 1, reason),
        "B" => new JudgeOpinion(null, 0, reason),
        "tie" => new JudgeOpinion(null, 0.5, reason),
        _ => Unusable("\"winner\" is not one of A, B, tie"),
    };

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal) || trimmed.IndexOf('\n') is not (> 0 and var line))
            return trimmed;
        return trimmed[line..^3];
    }

    private static Error Unusable(string why) => Error.Invalid("judges.unusable-answer", why);

    private static JsonElement Object(string properties)
    {
        var names = JsonDocument.Parse($"{{{properties}}}").RootElement.EnumerateObject().Select(property => $"\"{property.Name}\"");
        return JsonDocument.Parse(
            $$"""{"type": "object", "properties": {"reason": {"type": "string"}, {{properties}}}, "required": ["reason", {{string.Join(", ", names)}}], "additionalProperties": false}""").RootElement;
    }
}
