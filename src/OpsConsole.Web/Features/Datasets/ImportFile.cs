using System.Text;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>What a person chose to import, kept in a temporary file so that it can be read again, for the preview, in another format and for the import.</summary>
internal sealed class ImportFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"opsconsole-import-{Guid.NewGuid():N}");

    private ImportFile(string name) => Name = name;

    public string Name { get; }

    public long Size { get; private set; }

    /// <summary>Takes the browser's file in, telling how many bytes have come.</summary>
    public static async Task<Result<ImportFile>> ReceiveAsync(IBrowserFile source, Action<long> received, CancellationToken cancellationToken)
    {
        if (source.Size > DatasetImporter.MaxBytes)
            return Error.Invalid("datasets.too-large", $"{source.Name} has {source.Size / 1024.0 / 1024:0.0} MB; a file may have {DatasetImporter.MaxBytes / 1024 / 1024} MB. Split it into several datasets.");

        await using var stream = source.OpenReadStream(DatasetImporter.MaxBytes, cancellationToken);
        return await KeepAsync(new ImportFile(source.Name), stream, received, cancellationToken);
    }

    public static async Task<Result<ImportFile>> OfTextAsync(string text, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await KeepAsync(new ImportFile("pasted text"), stream, _ => { }, cancellationToken);
    }

    public Stream Open() => new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    public void Dispose() => File.Delete(_path);

    private static async Task<Result<ImportFile>> KeepAsync(ImportFile file, Stream source, Action<long> received, CancellationToken cancellationToken)
    {
        var kept = false;
        try
        {
            await using var target = new FileStream(file._path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true);
            var buffer = new byte[64 * 1024];
            for (int count; (count = await source.ReadAsync(buffer, cancellationToken)) > 0; received(file.Size))
            {
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                file.Size += count;
            }

            kept = true;
            return file;
        }
        catch (OperationCanceledException)
        {
            return Error.Invalid("datasets.upload-cancelled", $"You cancelled the upload of {file.Name}.");
        }
        catch (IOException exception)
        {
            return Error.Unavailable("datasets.upload-failed", $"{file.Name} could not be taken in after {file.Size / 1024:N0} KB: {exception.Message}");
        }
        finally
        {
            if (!kept)
                file.Dispose();
        }
    }
}
