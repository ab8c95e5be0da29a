using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Datasets;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>What the variables of each new case must look like, as a JSON Schema that is refused while it does not compile.</summary>
public sealed partial class SchemaPage(GetDataset getDataset, SetVariablesSchema set)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private GetDataset.Details? _dataset;
    private SetVariablesSchema.Saved? _saved;
    private string _text = "";
    private string? _proposal;

    [Parameter]
    public string Key { get; set; } = "";

    private string Title => _dataset switch
    {
        null => "Schema for variables",
        { VariablesSchema: null } => "Variables may be anything",
        _ => "Variables must satisfy this schema",
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_dataset?.Key == Key)
            return;

        _saved = null;
        await LoadAsync();
        _text = _dataset?.VariablesSchema ?? "";
        _proposal = _dataset?.Versions is [{ Variables: { Count: > 0 } variables }, ..]
            ? JsonSerializer.Serialize(new { type = "object", required = variables, properties = variables.ToDictionary(name => name, _ => new { type = "string" }) }, Indented)
            : null;
    }

    private async Task LoadAsync() => _dataset = await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended)) ?? _dataset;

    private async Task SaveAsync()
    {
        _saved = await GetAsync("Saving the schema", actor => set.HandleAsync(new(Key, _text, _dataset!.Revision), actor, CancellationToken.None));
        if (_saved is null)
            return;

        await LoadAsync();
        _text = _dataset?.VariablesSchema ?? "";
    }
}
