using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Providers.Model;

/// <summary>What a model does with a text. No provider answers with both.</summary>
public enum ModelKind
{
    /// <summary>Answers it.</summary>
    Chat,

    /// <summary>Makes a vector of it.</summary>
    Embedding,
}

/// <summary>What a model's name says. Every family of embedding models is called so, or by one of a few names; a deployment may be called anything.</summary>
internal static partial class ModelNames
{
    public static ModelKind KindOf(string key) => Embeds().IsMatch(key) ? ModelKind.Embedding : ModelKind.Chat;

    [GeneratedRegex("embed|(^|/)(bge|gte|(multilingual-)?e5|all-minilm|all-mpnet|voyage)-", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Embeds();
}
