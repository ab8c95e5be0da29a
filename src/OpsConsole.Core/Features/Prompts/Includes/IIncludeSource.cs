using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>A version that an include may stand for.</summary>
internal sealed record IncludedVersion(PromptInclude Pin, VersionState State, IReadOnlyList<PromptMessage> Messages);

/// <summary>Finds the versions that names stand for; a name that stands for none is left out.</summary>
internal interface IIncludeSource
{
    Task<IReadOnlyList<IncludedVersion>> FindAsync(IReadOnlyCollection<IncludeName> names, CancellationToken cancellationToken);

    /// <summary>Why a name was left out, in words.</summary>
    string Missing(IncludeName name);
}
