using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Includes;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Everything that is wrong or doubtful about content that is being written, with the prompts that it includes in place. Stores nothing.</summary>
public sealed class CheckPromptContent(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public async Task<Result<PromptPreview>> HandleAsync(string promptKey, PromptContent content, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return PromptPreview.Of(content, await PromptIncludes.ResolveAsync(context, content.Messages, promptKey, cancellationToken));
    }
}
