using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Takes a prompt's file in, shows what it holds and every fault in it, and stores it only when it is asked to.</summary>
public sealed partial class PromptImportPage(PreviewPromptImport previewImport, ImportPrompt import)
{
    private PreviewPromptImport.Preview? _preview;
    private PromptFileFormat _format;
    private string? _name;
    private string _file = "";
    private string _text = "";
    private string _key = "";
    private string _system = "";
    private string _note = "";

    [SupplyParameterFromQuery(Name = "key")]
    private string? Key { get; set; }

    private string Title => _preview switch
    {
        null => "Import a prompt",
        { Faults.Count: > 0 } faulty => $"{Figures.Count(faulty.Faults.Count)} fault{(faulty.Faults.Count == 1 ? "" : "s")} in the file",
        { IsNew: true } => $"{_key}, a new prompt",
        var clean => $"{_key}, version {clean.Number}",
    };

    private string? Off => _preview switch
    {
        _ when Busy => "importing",
        { Faults: [var first, ..] faults } => $"{faults.Count} fault{(faults.Count == 1 ? "" : "s")}, first {first.Where}",
        _ => null,
    };

    protected override void OnInitialized() => _key = Key ?? "";

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        var text = await GetAsync("Taking the file in", async _ =>
        {
            if (change.File.Size > PromptFile.MaxLength)
                return Error.Invalid("prompts.file-too-large", $"{change.File.Name} has {change.File.Size / 1024.0 / 1024:0.0} MB; a prompt's file may have {PromptFile.MaxLength / 1_000_000} MB.");
            await using var stream = change.File.OpenReadStream(PromptFile.MaxLength, Ended);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return Result.From(await reader.ReadToEndAsync(Ended));
        });
        if (text is not null)
            await TakeAsync(change.File.Name, text, PromptFile.FormatOf(change.File.Name) ?? PromptFile.Guess(text));
    }

    private Task TakeTextAsync() => TakeAsync("pasted text", _text, PromptFile.Guess(_text));

    private async Task TakeAsync(string name, string text, PromptFileFormat format)
    {
        (_name, _file, _format) = (name, text, format);
        await ReadAsync();
        if (_preview?.File is not { } file)
            return;
        (_key, _system, _note) = (_preview.PromptKey ?? "", _preview.SystemKey ?? "", file.ChangeNote);
    }

    private Task SetAsync(Action change)
    {
        change();
        return ReadAsync();
    }

    private async Task ReadAsync() => _preview = await GetAsync("Reading the file", actor =>
        previewImport.HandleAsync(new(_file, _format, Blank(_key), Blank(_system)), actor, Ended)) ?? _preview;

    private async Task StoreAsync()
    {
        if (Off is not null)
            return;
        var imported = await GetAsync("Importing the prompt", actor =>
            import.HandleAsync(new(_file, _format, Blank(_key), Blank(_system), _note), actor, CancellationToken.None));
        if (imported is not null)
            Navigation.NavigateTo($"/prompts/{imported.PromptKey}?v={imported.Number}");
    }

    private string? At(string where) => _preview?.Faults.FirstOrDefault(fault => fault.Where == where)?.Reason;

    private static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
