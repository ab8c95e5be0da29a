using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals;

/// <summary>Renders the Liquid templates inside assertion values.</summary>
public interface ITemplateRenderer
{
    Result<string> Render(string template, IReadOnlyDictionary<string, JsonElement> variables);
}
