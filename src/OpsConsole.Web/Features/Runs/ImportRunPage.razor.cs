using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Datasets;

namespace OpsConsole.Web.Features.Runs;

/// <summary>Takes files of results in, shows what they would become and what cannot be read, and stores it as a run only when all of it can.</summary>
public sealed partial class ImportRunPage(ListSystems listSystems, PreviewRunImport previewImport, ImportRun import)
{
    private IReadOnlyList<Choice<string>> _systems = [];
    private PreviewRunImport.Preview? _preview;
    private List<ImportFile> _files = [];
    private string _system = "";
    private bool _reading;
    private int _taken;

    private string Title => _preview switch
    {
        null => "Import results of another tool",
        { FaultCount: 0 } clean => $"{RunWords.Count(clean.Results, "result")} over {RunWords.Count(clean.Cases, "case")}, no fault",
        var faulty => $"{RunWords.Count(faulty.FaultCount, "fault")} in {(_files.Count > 1 ? RunWords.Count(_files.Count, "file") : RunWords.Count(faulty.Results, "result"))}",
    };

    // Only what was chosen for a system can be previewed, and one lot of files at a time.
    private bool Closed => _system.Length == 0 || _reading || Busy;

    private string Hint => _files switch
    {
        _ when _reading => _taken == 0 ? "Reading the files." : $"Taking the files in: {Figures.Count(_taken)} so far.",
        [] => _system.Length == 0 ? "Choose a system first." : "Nothing is stored before you have seen what they hold.",
        [var only] => $"Read: {only.Name}, {Kilobytes}.",
        [var first, ..] => $"Read: {first.Name} and {RunWords.Count(_files.Count - 1, "other file")}, {Kilobytes}.",
    };

    private string Kilobytes => $"{Figures.Count((_files.Sum(file => file.Size) + 1023) / 1024)} KB";

    private IReadOnlyList<ImportSource> Sources => [.. _files.Select(file => new ImportSource(file.Name, file.Open))];

    private string? Off => _preview switch
    {
        _ when Busy => "importing",
        { FaultCount: > 0 } => "correct the faults and choose the files again",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        if (await GetAsync("Listing the systems", actor => listSystems.HandleAsync(new(Limit: Core.Common.Page.MaxLimit), actor, Ended)) is { } systems)
            _systems = [new("", "Choose one"), .. systems.Items.Select(item => new Choice<string>(item.Key, item.Name))];
    }

    protected override ValueTask EndAsync()
    {
        Drop(_files);
        return ValueTask.CompletedTask;
    }

    private Task PickAsync(string system)
    {
        _system = system;
        return _files.Count == 0 || system.Length == 0 ? Task.CompletedTask : ReadAsync();
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        Drop(_files);
        (_files, _preview, _taken, _reading) = ([], null, 0, true);
        var files = await GetAsync("Taking the files in", _ => TakeAsync(change));
        if (files is null)
        {
            _reading = false;
            return;
        }

        _files = files;
        await ReadAsync();
    }

    private async Task<Result<List<ImportFile>>> TakeAsync(InputFileChangeEventArgs change)
    {
        if (change.FileCount > ImportReader.MaxFiles)
            return Error.Invalid("runs.import-files", $"{Figures.Count(change.FileCount)} files cannot be imported together; choose at most {Figures.Count(ImportReader.MaxFiles)}.");

        // A folder brings along whatever else lies in it.
        var chosen = change.GetMultipleFiles(ImportReader.MaxFiles).Where(file => change.FileCount == 1 || file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Sum(file => file.Size) > ImportReader.MaxBytes)
            return Error.Invalid("runs.import-too-large", $"These have {chosen.Sum(file => file.Size) / 1024.0 / 1024:0.0} MB; files of results may have {ImportReader.MaxBytes / 1024 / 1024} MB together. Export fewer results at a time.");
        if (chosen.Count == 0)
            return Error.Invalid("runs.import-files", $"None of the {Figures.Count(change.FileCount)} files is a .json file.");
        var taken = new List<ImportFile>();
        foreach (var source in chosen)
        {
            var file = await ImportFile.ReceiveAsync(source, _ => { }, Ended);
            if (!file.IsOk)
            {
                Drop(taken);
                return file.Error;
            }

            taken.Add(file.Value);
            _taken = taken.Count;
            if (_taken % 50 == 0)
                StateHasChanged();
        }

        return taken;
    }

    private static void Drop(List<ImportFile> files) => files.ForEach(file => file.Dispose());

    private async Task ReadAsync()
    {
        (_reading, _preview) = (true, null);
        StateHasChanged();
        var system = _system;
        var preview = await GetAsync("Reading the files", actor => previewImport.HandleAsync(system, Sources, actor, Ended));

        // Another system was chosen meanwhile: that choice is being read itself.
        if (system != _system)
            return;
        (_preview, _reading) = (preview, false);
    }

    private async Task StoreAsync()
    {
        if (Off is not null)
            return;
        var imported = await GetAsync("Importing the results", actor => import.HandleAsync(_system, Sources, actor, CancellationToken.None));
        if (imported is not null)
            Navigation.NavigateTo($"/runs/{imported.Key}");
    }
}
