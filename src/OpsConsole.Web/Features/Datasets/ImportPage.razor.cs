using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>Takes a file in, shows what it holds and every fault in it, and stores it as the next version only when it is clean.</summary>
public sealed partial class ImportPage(GetDataset getDataset, PreviewImport previewImport, AddDatasetVersion add)
{
    private static readonly IReadOnlyList<Choice<DatasetFormat>> Formats = Choice.All<DatasetFormat>(DatasetWords.Word);
    private ImportFile? _file;
    private PreviewImport.Preview? _preview;
    private CancellationTokenSource? _upload;
    private DatasetFormat _format;
    private string _text = "";
    private string _note = "";
    private long _received;
    private long _size;
    private int _next = 1;
    private bool _reading;

    [Parameter]
    public string Key { get; set; } = "";

    private string Title => _preview switch
    {
        null => $"Import cases into {Key}",
        { ProblemCount: 0 } clean => $"{Figures.Count(clean.GoodRows)} case{(clean.GoodRows == 1 ? "" : "s")}, no fault",
        var faulty => $"{Figures.Count(faulty.ProblemCount)} fault{(faulty.ProblemCount == 1 ? "" : "s")} in {Figures.Count(faulty.Rows)} row{(faulty.Rows == 1 ? "" : "s")}",
    };

    private string? Off => _preview switch
    {
        _ when Busy => "importing",
        { ProblemCount: > 0 } faulty => $"{Figures.Count(faulty.ProblemCount)} fault{(faulty.ProblemCount == 1 ? "" : "s")} in the file; correct them and choose it again",
        { GoodRows: 0 } => "the file holds no case",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        if (await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended)) is { } dataset)
            _next = dataset.LatestVersion + 1;
    }

    protected override ValueTask EndAsync()
    {
        _upload?.Cancel();
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        using var upload = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        (_upload, _size, _received) = (upload, change.File.Size, 0);
        StateHasChanged();
        var file = await GetAsync("Taking the file in", _ => ImportFile.ReceiveAsync(change.File, Show, upload.Token));
        _upload = null;
        if (file is not null)
            await TakeAsync(file, DatasetFormats.OfFileName(file.Name) ?? _format);
    }

    // Drawing for every chunk would keep the circuit busier than the upload does.
    private void Show(long received)
    {
        var due = received - _received >= _size / 20;
        if (due)
        {
            _received = received;
            StateHasChanged();
        }
    }

    private void CancelUpload() => _upload?.Cancel();

    private async Task TakeTextAsync()
    {
        if (await GetAsync("Reading the text", _ => ImportFile.OfTextAsync(_text, Ended)) is { } file)
            await TakeAsync(file, DatasetWords.FormatOf(_text));
    }

    private Task TakeAsync(ImportFile file, DatasetFormat format)
    {
        _file?.Dispose();
        (_file, _format) = (file, format);
        return ReadAsync();
    }

    private Task ChangeFormatAsync(DatasetFormat format)
    {
        _format = format;
        return _file is null ? Task.CompletedTask : ReadAsync();
    }

    private async Task ReadAsync()
    {
        _reading = true;
        StateHasChanged();
        _preview = await GetAsync("Reading the file", async actor =>
        {
            await using var stream = _file!.Open();
            return await previewImport.HandleAsync(new(Key, stream, _format), actor, Ended);
        });
        _reading = false;
    }

    private async Task StoreAsync()
    {
        if (Off is not null)
            return;

        var added = await GetAsync("Importing the cases", async actor =>
        {
            await using var stream = _file!.Open();
            return await add.HandleAsync(new(Key, stream, _format, _note), actor, CancellationToken.None);
        });
        if (added is not null)
            Navigation.NavigateTo($"/datasets/{Key}?v={added.Version}");
    }
}
