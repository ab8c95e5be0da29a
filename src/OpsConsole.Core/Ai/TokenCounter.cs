using Microsoft.ML.Tokenizers;

namespace OpsConsole.Core.Ai;

/// <summary>
/// Tokens of a text by o200k_base, the vocabulary of OpenAI's models since GPT-4o. For any other family the number is an estimate and is
/// shown as one; what a call really used is what its provider reports.
/// </summary>
public static class TokenCounter
{
    // The vocabulary takes a moment to load and is safe to share.
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => text.Length == 0 ? 0 : Tokenizer.Value.CountTokens(text);

    /// <summary>Tokens of a rendered chat: its texts plus the three that frame each message and the three that open the answer.</summary>
    /// <remarks>Framing as in OpenAI's cookbook, "How to count tokens with tiktoken".</remarks>
    public static int Count(IEnumerable<ChatTurn> turns) => turns.Sum(turn => 3 + Count(turn.Role) + Count(turn.Content)) + 3;

    /// <summary>True where <see cref="Count(string)"/> is the model's own count.</summary>
    public static bool IsExactFor(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        return name.StartsWith("gpt-4o", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("gpt-4.1", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("gpt-4.5", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("gpt-5", StringComparison.OrdinalIgnoreCase)
            || name is ['o', >= '1' and <= '9', ..];
    }
}
