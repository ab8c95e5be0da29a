using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>What is asked, of whom, and how.</summary>
/// <param name="Messages">The templates, of a version or written on the spot.</param>
/// <param name="Values">By variable, as typed.</param>
/// <param name="Models">One to six; the same model may be asked twice, to see how much it wavers.</param>
/// <param name="Parameters">For all of them; an output limit is required.</param>
/// <param name="PromptKey">With <paramref name="PromptNumber"/>, the version that the messages came from.</param>
/// <param name="SystemKey">For messages that belong to no prompt.</param>
public sealed record TrialRequest(
    IReadOnlyList<PromptMessage> Messages, IReadOnlyDictionary<string, string> Values, IReadOnlyList<ModelChoice> Models, ModelParameters Parameters, bool Blind = false,
    string? PromptKey = null, int? PromptNumber = null, string? SystemKey = null)
{
    public const int MostModels = 6;

    /// <summary>Of one answer: a slip of the hand shall not cost more.</summary>
    public const int MostOutputTokens = 4_096;

    public const int UsualOutputTokens = 800;

    private const int MostMessages = 50;

    internal List<ErrorDetail> Faults() => new FieldChecks("playground")
        .That(Models.Count is >= 1 and <= MostModels, "models", $"one to {MostModels} models can be asked at once, these are {Models.Count}")
        .That(!Blind || Models.Count > 1, "blind", "there is nothing to choose between with one model")
        .That(Messages.Count is >= 1 and <= MostMessages, "messages", $"one to {MostMessages} messages can be sent, these are {Messages.Count}")
        .That(Messages.All(message => message.Role is "system" or "user" or "assistant"), "messages", "a message has the role system, user or assistant")
        .That(Messages.Any(message => !string.IsNullOrWhiteSpace(message.Content)), "messages", "at least one message must say something")
        .That(Parameters.MaxOutputTokens is not null, "max output tokens", "must not be empty")
        .Range("max output tokens", Parameters.MaxOutputTokens, 1, MostOutputTokens)
        .Range("temperature", Parameters.Temperature, 0, 2)
        .Range("top P", Parameters.TopP, 0, 1)
        .Fault?.Details?.ToList() ?? [];
}
