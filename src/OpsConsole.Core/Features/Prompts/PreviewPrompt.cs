using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Shows what a version, stored or still being written, sends to a model: the filled messages, their tokens and what the input costs.</summary>
public sealed class PreviewPrompt(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="Values">Overrides the declared samples, by variable.</param>
    /// <param name="PromptKey">The prompt that this is a version of, where it has one already: nothing that it includes may include it again.</param>
    /// <param name="ProviderKey">With <paramref name="ModelKey"/>, the model to price for.</param>
    public sealed record Query(PromptContent Content, IReadOnlyDictionary<string, string>? Values = null, string? ProviderKey = null, string? ModelKey = null, string PromptKey = "");

    /// <param name="InputTokens">Framing of the messages included.</param>
    /// <param name="IsExact">False where the model counts in another way and the figure is an estimate.</param>
    /// <param name="InputCost">At today's list price; null without a model or a price.</param>
    /// <param name="Warnings">Unused variables, an input longer than the model takes.</param>
    public sealed record Preview(
        IReadOnlyList<ChatTurn> Messages, IReadOnlyList<int> MessageTokens, int InputTokens, bool IsExact, Money? InputCost, IReadOnlyList<ErrorDetail> Warnings);

    public async Task<Result<Preview>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var written = query.Content.Parse();
        if (!written.IsOk)
            return written.Error;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var resolved = await PromptIncludes.ResolveAsync(context, query.Content, query.PromptKey, cancellationToken);
        if (!resolved.IsOk)
            return resolved.Error;
        var template = ChatTemplate.Parse(resolved.Value.Messages);
        var rendered = template.Value.Render(Values(query), strict: false);
        if (!rendered.IsOk)
            return rendered.Error;

        var tokens = TokenCounter.Count(rendered.Value);
        var warnings = template.Value.Check(query.Content.Variables).Warnings.ToList();
        Money? cost = null;
        if (query is { ProviderKey: { } provider, ModelKey: { } key })
        {
            var model = await context.ProviderModels.AsNoTracking().Include(row => row.Prices)
                .SingleOrDefaultAsync(row => row.Provider!.Key == provider && row.Key == key, cancellationToken);
            if (model is null)
                return ProviderErrors.ModelNotFound(provider, key);
            cost = PriceBook.ValidOn(model.Prices, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))?.Of(new TokenUsage(tokens, 0, 0, 0));
            if (tokens > model.ContextWindow)
                warnings.Add(new ErrorDetail("messages", $"about {tokens:N0} tokens, more than the {model.ContextWindow:N0} that {model.Name} takes"));
        }

        return new Preview(
            rendered.Value, [.. rendered.Value.Select(turn => TokenCounter.Count(turn.Content))], tokens,
            query.ModelKey is { } name && TokenCounter.IsExactFor(name), cost, warnings);
    }

    private static Dictionary<string, JsonElement> Values(Query query) => query.Content.Variables
        .Select(variable => (variable, Text: query.Values?.GetValueOrDefault(variable.Name) ?? variable.Sample))
        .Where(given => given.Text is not null)
        .ToDictionary(given => given.variable.Name, given => Value(given.variable.Type, given.Text!));

    // A sample that is not yet the JSON its type wants is shown as it stands: somebody is typing it.
    private static JsonElement Value(PromptVariableType type, string text)
    {
        if (type == PromptVariableType.Text)
            return JsonSerializer.SerializeToElement(text);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
