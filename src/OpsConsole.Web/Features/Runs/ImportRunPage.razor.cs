using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Datasets;

namespace OpsConsole.Web.Features.Runs;

/// <summary>Takes a file of results in, shows what it would become and what cannot be read, and stores it as a run only when all of it can.</summary>
public sealed partial class ImportRunPage(ListSystems listSystems, PreviewRunImport previewImport, ImportRun import)
{
    private IReadOnlyList<Choice<string>> _systems = [];
    private PreviewRunImport.Preview? _preview;
    private ImportFile? _file;
    private string _system = "";
    private bool _reading;

    private string Title => _preview switch
    {
        null => "Import results of another tool",
        { FaultCount: 0 } clean => $"{RunWords.Count(clean.Results, "result")} over {RunWords.Count(clean.Cases, "case")}, no fault",
        var faulty => $"{RunWords.Count(faulty.FaultCount, "fault")} in {RunWords.Count(faulty.Results, "result")}",
    };

    private string? Off => _preview switch
    {
        _ when Busy => "importing",
        { FaultCount: > 0 } => "correct the faults and choose the file again",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        if (await GetAsync("Listing the systems", actor => listSystems.HandleAsync(new(Limit: Core.Common.Page.MaxLimit), actor, Ended)) is { } systems)
            _systems = [new("", "Choose one"), .. systems.Items.Select(item => new Choice<string>(item.Key, item.Name))];
    }

    protected override ValueTask EndAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task PickAsync(string system)
    {
        _system = system;
        return _file is null || system.Length == 0 ? Task.CompletedTask : ReadAsync();
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        if (await GetAsync("Taking the file in", _ => ImportFile.ReceiveAsync(change.File, _ => { }, Ended)) is not { } file)
            return;
        _file?.Dispose();
        _file = file;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        (_reading, _preview) = (true, null);
        StateHasChanged();
        _preview = await GetAsync("Reading the file", async actor =>
        {
            await using var stream = _file!.Open();
            return await previewImport.HandleAsync(_system, stream, actor, Ended);
        });
        _reading = false;
    }

    private async Task StoreAsync()
    {
        if (Off is not null)
            return;
        var imported = await GetAsync("Importing the results", async actor =>
        {
            await using var stream = _file!.Open();
            return await import.HandleAsync(_system, stream, actor, CancellationToken.None);
        });
        if (imported is not null)
            Navigation.NavigateTo($"/runs/{imported.Key}");
    }
}
