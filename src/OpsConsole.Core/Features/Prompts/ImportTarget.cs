using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Where a file goes: a prompt that exists, or a system that gets a new one.</summary>
/// <param name="Prompt">Null when it is to be made.</param>
/// <param name="Faults">Why it can go nowhere.</param>
/// <param name="IsUnchanged">The newest version says exactly this; one of the faults.</param>
internal sealed record ImportTarget(string PromptKey, Prompt? Prompt, AiSystem? System, IReadOnlyList<ErrorDetail> Faults, bool IsUnchanged = false)
{
    public static async Task<ImportTarget> FindAsync(OpsDbContext context, string? key, string? systemKey, PromptFile file, CancellationToken cancellationToken)
    {
        var faults = new List<ErrorDetail>();
        if (KeyRules.Fault(key ?? "", folders: true) is { } badKey)
            return new ImportTarget(key ?? "", null, null, [new ErrorDetail("key", key is null ? "is missing: name the prompt that it shall become" : badKey)]);

        var prompt = await context.Prompts.Include(row => row.System).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (prompt is not null)
        {
            if (prompt.Kind != file.Kind)
                faults.Add(new ErrorDetail("type", $"'{key}' is a {prompt.Kind.ToString().ToLowerInvariant()} prompt"));
            var unchanged = await VersionWriter.IsNewestAsync(context, prompt, file.Content.Hash, cancellationToken);
            if (unchanged)
                faults.Add(new ErrorDetail("messages", $"version {prompt.LatestNumber} of '{key}' already says exactly this"));
            return new ImportTarget(key!, prompt, prompt.System, faults, unchanged);
        }

        var system = systemKey is null ? null : await context.Systems.SingleOrDefaultAsync(row => row.Key == systemKey, cancellationToken);
        if (system is null)
            faults.Add(new ErrorDetail("system", systemKey is null ? "is missing: name the system that owns the new prompt" : $"there is no system '{systemKey}'"));
        return new ImportTarget(key!, null, system, faults);
    }
}
