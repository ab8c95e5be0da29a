using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>What a judge is shown, by name, and how it is set apart from the judge's own instructions.</summary>
internal static class JudgeMaterial
{
    public static string Name(Material material) => material switch
    {
        Material.Question => "question",
        Material.Output => "output",
        Material.Expected => "expected",
        Material.Context => "context",
        Material.Rubric => "rubric",
    };

    /// <summary>What was asked: a variable that is called so, else the last message of the user.</summary>
    public static string Question(AssertionContext context) =>
        new[] { "question", "query", "input" }.Select(name => Variable(context, name)).FirstOrDefault(text => text.Length > 0)
            ?? context.Messages.LastOrDefault(message => message.Role == "user")?.Content
            ?? "";

    /// <summary>Empty where the case does not set it.</summary>
    public static string Variable(AssertionContext context, string name) => !context.Variables.TryGetValue(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join("\n\n", value.EnumerateArray().Select(item => item.ToString())),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    /// <summary>
    /// The text between tags whose names nobody who wrote it could know: they are made of its own hash, so that no text can close its tag and go on as an
    /// instruction; and the same text always gets the same tags, so that a judge's answer can be cached.
    /// </summary>
    public static string Delimited(string name, string text)
    {
        var tag = $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}";
        return $"<{tag}>\n{text}\n</{tag}>";
    }
}
