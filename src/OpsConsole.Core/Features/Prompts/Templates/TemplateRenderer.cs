using System.Collections.Concurrent;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Prompts.Templates;

/// <summary>Renders the templates in assertion values. The same few templates are rendered for every cell, so parsed ones are kept.</summary>
public sealed class TemplateRenderer : ITemplateRenderer
{
    private const int MaxKept = 1000;

    private readonly ConcurrentDictionary<string, Result<PromptTemplate>> _parsed = new(StringComparer.Ordinal);

    public Result<string> Render(string template, IReadOnlyDictionary<string, JsonElement> variables)
    {
        if (_parsed.Count > MaxKept)
        {
            _parsed.Clear();
        }

        var parsed = _parsed.GetOrAdd(template, PromptTemplate.Parse);
        return parsed.IsOk ? parsed.Value.Render(variables, strict: false) : parsed.Error;
    }
}
