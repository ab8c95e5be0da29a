using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Guarding;

/// <summary>The guardrails of a release that is rolling out, as they stand now.</summary>
internal static class GuardrailReading
{
    /// <param name="release">Rolling, with its prompt and its version.</param>
    /// <param name="label">With the version of its stable arm.</param>
    public static async Task<IReadOnlyList<GuardrailFigure>> OfAsync(OpsDbContext context, Release release, PromptLabel label, CancellationToken cancellationToken)
    {
        var (prompt, since) = (release.Prompt!.Key, release.RollingSince!.Value);
        var stable = await ArmFigures.LoadAsync(context, prompt, label.Version!.Number, since, cancellationToken);
        var canary = await ArmFigures.LoadAsync(context, prompt, release.Version!.Number, since, cancellationToken);
        return GuardrailCheck.Compare(stable, canary, release.Guardrails);
    }
}
