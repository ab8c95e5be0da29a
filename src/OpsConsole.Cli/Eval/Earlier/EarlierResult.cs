using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Cli.Eval.Earlier;

/// <summary>One result of an earlier evaluation, told by what it was made of and not by its number: numbers move when a test is added.</summary>
/// <param name="Test">Hash of the test's variables.</param>
/// <param name="Success">Null where there was no answer.</param>
internal sealed record EarlierResult(string Provider, string Prompt, int PromptIdx, string Test, bool? Success)
{
    public static string HashOf(IReadOnlyDictionary<string, JsonElement> variables) => ContentHash.Of(variables);
}
