using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Judges;

/// <summary>What one version of a judge is made of.</summary>
public sealed record JudgeDraft
{
    public const double DefaultFloor = 0.6;

    public required string Name { get; init; }

    public required string AssertionType { get; init; }

    /// <summary>Null makes a prompt <c>judges/KEY</c> from the console's own template for the type.</summary>
    public string? PromptKey { get; init; }

    /// <summary>Null takes the newest.</summary>
    public int? PromptVersion { get; init; }

    /// <summary>Where the new prompt belongs; not needed where there is one.</summary>
    public string? SystemKey { get; init; }

    public required string ProviderKey { get; init; }

    public required string ModelKey { get; init; }

    /// <summary>The temperature is 0 unless it says another: a judge should say the same twice.</summary>
    public ModelParameters Parameters { get; init; } = ModelParameters.Default;

    public double KappaFloor { get; init; } = DefaultFloor;

    internal ModelParameters Asked => Parameters.Temperature is null ? Parameters with { Temperature = 0 } : Parameters;

    internal Error? Check(FieldChecks checks) => checks
        .Required("name", Name, ModelBuilding.NameLength)
        .That(GradedTypes.Names.Contains(AssertionType), "type", $"must be one of {string.Join(", ", GradedTypes.Names)}")
        .That(!string.IsNullOrWhiteSpace(PromptKey) || !string.IsNullOrWhiteSpace(SystemKey), "system", "choose the system that the judge's prompt belongs to")
        .Required("provider", ProviderKey, ModelBuilding.KeyLength)
        .Required("model", ModelKey, ModelBuilding.NameLength)
        .Range("temperature", Parameters.Temperature, 0, 2)
        .That(Parameters.Transform is null, "transform", "a judge's answer is taken as it comes")
        .Range("floor", KappaFloor, -1, 1)
        .That(!double.IsNaN(KappaFloor), "floor", "must be a number")
        .Fault;
}
