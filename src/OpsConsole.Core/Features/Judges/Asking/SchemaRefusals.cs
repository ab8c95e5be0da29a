using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Ai;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>
/// Models that refuse to be held to a JSON Schema, as far as this run has met them. The schema stands in the words of every question too, and every answer is
/// checked: without the parameter a judge is only more likely to need its repair.
/// </summary>
internal sealed partial class SchemaRefusals
{
    private readonly ConcurrentDictionary<(string Provider, string Model), bool> _refused = new();

    /// <summary>As the gateway does it, and once more without the schema where the provider refuses that parameter.</summary>
    public async Task<ModelCallResult> CallAsync(ModelGateway gateway, SeatedJudge judge, IReadOnlyList<ChatTurn> messages, JsonElement schema, CancellationToken cancellationToken)
    {
        var id = (judge.Endpoint.Key, judge.Model.Key);
        if (!_refused.ContainsKey(id))
        {
            var call = await AskAsync(schema);
            if (!IsRefusal(call.Error))
                return call;
            _refused.TryAdd(id, true);
        }

        return await AskAsync(null);

        Task<ModelCallResult> AskAsync(JsonElement? asked) => gateway.CallAsync(judge.Endpoint, judge.Model.Key, messages, judge.Judge.Parameters, cancellationToken, asked);
    }

    /// <summary>A refused request that names the parameter, in the words of OpenAI's interface, Anthropic's or Ollama's. It is not billed.</summary>
    private static bool IsRefusal(CallError? error) => error is { Code: "bad-request", HttpStatus: not null } && Parameter().IsMatch(error.Message);

    [GeneratedRegex("response_?format|json[ _]?schema|output[ _](config|format)|structured output", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
