using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Benchmarks;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>Defines a comparison.</summary>
public sealed partial class NewBenchmarkPage(CreateBenchmark create, BenchmarkOptionsReader reader)
{
    private BenchmarkOptions? _options;
    private BenchmarkInput? _input;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    private (string Title, string Why, string Act, string Href)? Lacking => _options switch
    {
        { Systems.Count: 0 } => ("A benchmark belongs to an AI system", "There is none yet.", "Add a system", "/systems/new"),
        { Prompts.Count: 0 } => ("A candidate needs a prompt version", "There is none yet.", "Write a prompt", "/prompts/new"),
        { Datasets.Count: 0 } => ("A benchmark needs cases", "There is no dataset with cases yet.", "Import a dataset", "/datasets/new"),
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _options = await GetAsync("Reading what can be compared", actor => reader.ReadAsync(actor, Ended));
        _input = _options is null ? null : BenchmarkEditing.Start(_options, System);
    }

    private async Task SaveAsync()
    {
        var key = await GetAsync("Defining the benchmark", async actor =>
        {
            var draft = _input!.ToDraft();
            return draft.IsOk ? await create.HandleAsync(new(_input.SystemKey, _input.Key.Trim(), draft.Value), actor, CancellationToken.None) : draft.Error;
        });
        if (key is not null)
            Navigation.NavigateTo($"/benchmarks/{key}");
    }
}
