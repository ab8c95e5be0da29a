using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>Names a dataset, then goes on to the import of its cases.</summary>
public sealed partial class NewDatasetPage(CreateDataset create)
{
    private static readonly IReadOnlyList<Choice<DatasetKind>> Kinds = Choice.All<DatasetKind>(DatasetWords.Word);
    private string _system = "";
    private string _key = "";
    private string _name = "";
    private DatasetKind _kind;
    private bool _chosen = true;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    protected override void OnInitialized() => _system = System ?? "";

    private async Task SaveAsync()
    {
        _chosen = _system.Length > 0;
        if (!_chosen)
            return;

        var key = await GetAsync("Adding the dataset", actor => create.HandleAsync(new(_system, _key.Trim(), _name, _kind), actor, CancellationToken.None));
        if (key is not null)
            Navigation.NavigateTo($"/datasets/{key}/import");
    }
}
